"""Raw files become rows of text, each with its place; nothing is mapped or checked here.

folder -> files      files.py lists the files under raw/; archives.py looks into archives
files  -> formats    content.py tells from the content what a file is
format -> rows       read.py calls the module of the format; rows.py says what a row is
"""
