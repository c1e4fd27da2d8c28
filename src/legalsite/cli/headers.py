"""`legalsite headers`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.making import make
from legalsite.cli.report import show, stop
from legalsite.exports import (
    CLOUDFRONT,
    HOSTS,
    SERVERS,
    TooLargeError,
    cloudfront_settings,
    host_files,
    hosting_json,
    server_settings,
)


@click.command(name="headers")
@options.site
@options.output
@options.today
@click.option(
    "--format",
    "style",
    type=click.Choice([*SERVERS, *HOSTS, *CLOUDFRONT, "json"]),
    required=True,
    help="Whose words to say it in; json is for all others.",
)
def command(site: Path, output: Path | None, today: date | None, style: str) -> None:
    """Print what the site's server has to be told: headers, caching, and which addresses have moved or are
    gone.

    Pages say themselves where their text has moved to, or why it is gone; a server that is told so answers
    with the right status too (301, 410). The site is built first, if anything has changed.

    \b
      legalsite headers --format nginx > /etc/nginx/snippets/legal.conf
      legalsite headers --format caddy > legal.caddy
      legalsite headers --format cloudfront > legal.js
      legalsite headers --format json              for the settings of a CDN

    CloudFront runs the function for "viewer request" and for "viewer response". Where many addresses have
    moved, it is cloudfront-store, which asks a key value store that holds the output of cloudfront-values.

    Netlify and Cloudflare Pages read two files in the site: write host = "netlify" under [output] in
    site.toml.
    """
    content = options.open_site(site)
    report = make(content, output or site / "build", options.day(content, today, again=True))
    if report.failed:
        show(report.problems)
        stop("the site has errors, so there is no new one to serve")
    if style in HOSTS:
        for name, text in host_files(style, report.hosting).items():
            click.echo(f"# {name}\n{text}")
    elif style in CLOUDFRONT:
        try:
            sys.stdout.write(cloudfront_settings(style, report.hosting))
        except TooLargeError as error:
            stop(str(error))
    else:
        told = hosting_json(report.hosting) if style == "json" else server_settings(style, report.hosting)
        sys.stdout.write(told)
