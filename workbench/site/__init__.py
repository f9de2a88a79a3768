"""The desk's site: what readers find all reports by, and what machines are told of them.

Lists by date, verdict, topic, claimant and outlet; search; corrections; feeds; the map of the site.
Everything is made from the index (`publishing/index`), which holds nothing that editions do not.
"""
