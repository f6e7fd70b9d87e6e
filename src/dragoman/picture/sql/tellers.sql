-- The reports of some texts ($digests), or of all (null), with whether each is the one that counts of its text: the
-- earliest, those of no day last, then the first by id (accounts.py).
SELECT id, row_number() OVER (PARTITION BY text_digest ORDER BY day NULLS LAST, id) = 1 AS counts
FROM (
    SELECT r.id, r.text_digest, coalesce(nullif(w.published, ''), nullif(r.published, ''))[:10] AS day
    FROM reports AS r JOIN codings AS c ON c.report = r.id LEFT JOIN wires AS w ON w.report = r.id
    WHERE $digests IS NULL OR r.text_digest IN (SELECT unnest($digests::VARCHAR[]))
)
ORDER BY coalesce(day, ''), id
