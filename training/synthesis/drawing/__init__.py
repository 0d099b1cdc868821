"""What every generator of documents draws with: a canvas in millimetres, fonts, the machine readable zone, faces, copies.

No layout, pattern or name list lives here: those of the training generator and of the held-out one share nothing.
"""
