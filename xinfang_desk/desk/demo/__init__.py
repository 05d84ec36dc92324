"""The demonstration: the real windows, driven by keys, mouse and input-method commits through two invented days."""
