"""Files that are whole, whatever breaks off their writing: a kill, a full disk, a loss of power."""

from legalsite.disk.alone import alone, unheard
from legalsite.disk.durable import settle, settle_names
from legalsite.disk.refusals import in_words
from legalsite.disk.whole import is_alive, write_new, write_whole

__all__ = ["alone", "in_words", "is_alive", "settle", "settle_names", "unheard", "write_new", "write_whole"]
