"""
Exports of press databases: one article, or many in one file, with labels above and below.

A reader has the paragraphs of a file `taken_apart` (`export_file`), which costs next to nothing
where no line of them is as in an export.
"""
