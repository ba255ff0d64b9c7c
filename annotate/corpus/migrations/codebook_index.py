"""
m037: which rows of the history are of the codebook, said so that it costs nothing to see.
"""

__all__ = ["OF_CODEBOOK"]

M037_OF_CODEBOOK = """
-- of a list of three SQLite makes a table anew for each row that is written, a list of two it reads
drop index history_codebook;
create index history_codebook on history (command, row)
  where what = 'tags' or what = 'examples' or what = 'state';
"""

OF_CODEBOOK = (("m037_of_codebook", M037_OF_CODEBOOK),)
"""Name and SQL of each."""
