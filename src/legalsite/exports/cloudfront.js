// What a reader asks for, and what goes back to them. `told(path)` gives "410", or where the path has moved to.
// CloudFront's scripts (runtime 2.0) know no for-of, and no await within an expression.

async function handler(event) {
  const path = event.request.uri;
  if (event.context.eventType === 'viewer-response') {
    const shown = path.replace(/index\.html$/, '');
    const answer = await answered(event.response, shown);
    return answer;
  }
  const request = event.request;
  const last = path.slice(path.lastIndexOf('/') + 1);
  const folder = last === 'index.html' ? path.slice(0, -last.length) : path;
  const there = await told(folder);
  if (there && there !== '410') {
    return led(there, request.querystring);
  }
  if (last === '') {
    request.uri = path + 'index.html';
  } else if (last.indexOf('.') < 0) {
    return led(path.replace(/^[\/\\]+/, '/') + '/', request.querystring); // "//x/" is another site
  }
  return request;
}

// Leads on, with what was asked beside the path: `?beside=ru` counts at the new address too.
function led(there, query) {
  const asked = [];
  for (let name in query) {
    const values = query[name].multiValue || [query[name]];
    values.forEach((each) => asked.push(each.value === '' ? name : name + '=' + each.value));
  }
  const parts = there.split('#');
  if (asked.length > 0 && parts[0].indexOf('?') < 0) {
    parts[0] += '?' + asked.join('&');
  }
  const headers = borne(HEADERS, { location: { value: parts.join('#') } });
  return { statusCode: 301, statusDescription: 'Moved Permanently', headers: headers };
}

async function answered(response, path) {
  borne(HEADERS, response.headers);
  if (SEARCHES.some((folder) => path.startsWith(folder))) {
    borne(SEARCHING, response.headers);
  }
  if (response.statusCode === 200) {
    const ended = await told(path);
    if (ended === '410') {
      response.statusCode = 410;
      response.statusDescription = 'Gone';
    }
  }
  return response;
}

function borne(headers, by) {
  for (let name in headers) {
    by[name] = { value: headers[name] };
  }
  return by;
}
