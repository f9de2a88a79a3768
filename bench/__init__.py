"""How fast the workbench is: `python -m bench`, or `make bench`.

Nothing here changes the product. Servers are started on 127.0.0.1 and stopped again; everything
that is written goes into a temporary folder.
"""
