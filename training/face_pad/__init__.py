"""The network that tells bona fide faces from presentation attacks (ISO/IEC 30107-3): pipeline `pad-r-1`."""
