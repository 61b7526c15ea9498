"""The server: its start, its health, its errors, and all that relies on undocumented Streamlit.

These rely on undocumented parts. The first lines of each say on what, what happens without it, and
what it gains:

- `shell`: the first page names the server
- `drawing`: charts are drawn in place
- `navigation`: the front page has an address of its own too
- `reconnecting`: a browser that lost its server gets its page again
- `startup`: no garbage collection after every run
"""
