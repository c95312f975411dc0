"""The book as other files, made from the built site.

- `forms`: which there are, and whether they still belong to the site
- `listing`: the list of them on a page of the site
- `contents`: the files of the site that belong to the book
- `names`: names of files that every system takes
- `folder`: the site as one zip, which opens from disk anywhere
- `start`: the words of the page that such a folder is opened by, `start.html`
- `__main__`: the command that makes them
"""
