"""Does the right clause come back?"""
