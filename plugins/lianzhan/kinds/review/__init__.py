"""The review (三审) of whatever readers see: who signed which step, and for which text.

A chain is judged by values alone; who asks (gate, desk, preview) brings them.
"""
