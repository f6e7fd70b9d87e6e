-- The outlines as they will be: without what is new, coded anew or gone, and with what stands in its place.
CREATE OR REPLACE TEMP VIEW outlines_now AS
SELECT report, day, words, runs, sample FROM outlines WHERE report NOT IN (SELECT report FROM changed_reports)
UNION ALL
SELECT report, day, words, runs, sample FROM fresh_outlines
