-- A coder's codings of one code in a source by place, and the longest of them: what a new one joins is found among
-- those that begin no further back than that, however many there are.
CREATE INDEX codings_to_join ON codings (source, coder, code, start, "end") WHERE layer = 'independent';
CREATE INDEX codings_by_length ON codings (source, coder, code, "end" - start) WHERE layer = 'independent';
