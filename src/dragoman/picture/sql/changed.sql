-- The reports that the derived tables have not followed: added or coded anew since, unknown to them, or gone.
SELECT report FROM unpictured
UNION
SELECT id FROM reports WHERE id NOT IN (SELECT report FROM outlines)
UNION
SELECT report FROM outlines WHERE report NOT IN (SELECT id FROM reports)
ORDER BY report
