"""The server: its start, its health, its errors, and all that relies on undocumented Streamlit.

These rely on undocumented parts. The first lines of each say on what, what happens without it, and
what it gains:

- `shell`: the first page names the server
- `drawing`: charts are drawn in place
- `navigation`: the front page has an address of its own too
- `reconnecting`: a browser that lost its server gets its page again
- `messages`: only messages that pages send reach Streamlit, and no answer tells versions
- `sockets`: no page of another server opens a session, and people without a sign-in wait
- `uploads` and `receiving`: files that people send stay out of the memory
- `startup`: no garbage collection after every run
"""
