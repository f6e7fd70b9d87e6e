-- Views for people: POLECAT's 40 columns, and dyads by day.

-- A name or words on one line, as the exports have them.
CREATE MACRO one_line(words) AS
    regexp_replace(regexp_replace(words, '[\x00-\x1f\x7f-\x{9f}\x{2028}\x{2029}]+', ' ', 'g'), '^[\s\pZ]+|[\s\pZ]+$', '', 'g');

-- Items in one cell, between semicolons; empty ones left out; null where there is none.
CREATE MACRO one_cell(items) AS
    nullif(array_to_string([replace(item, ';', ',') FOR item IN items IF item <> ''], ';'), '');

-- The country's code as PLOVER writes it, or that of the kind of body which stands in its place.
CREATE MACRO actor_code(country, sectors) AS
    coalesce(
        CASE country WHEN 'XKX' THEN 'KOS' ELSE country END,
        [body FOR body IN ['UNO', 'EUR', 'NGO', 'ISM', 'IMG', 'MNC', 'IGO'] IF list_contains(sectors, body)][1]
    );

-- Correlates of War numbers of states, as writers/rules/cow.csv has them.
CREATE TABLE cow_states (country VARCHAR NOT NULL, number INTEGER NOT NULL);
INSERT INTO cow_states VALUES
    ('AFG', 700), ('AGO', 540), ('ALB', 339), ('AND', 232), ('ARE', 696), ('ARG', 160), ('ARM', 371), ('ATG', 58),
    ('AUS', 900), ('AUT', 305), ('AZE', 373), ('BDI', 516), ('BEL', 211), ('BEN', 434), ('BFA', 439), ('BGD', 771),
    ('BGR', 355), ('BHR', 692), ('BHS', 31), ('BIH', 346), ('BLR', 370), ('BLZ', 80), ('BOL', 145), ('BRA', 140),
    ('BRB', 53), ('BRN', 835), ('BTN', 760), ('BWA', 571), ('CAF', 482), ('CAN', 20), ('CHE', 225), ('CHL', 155),
    ('CHN', 710), ('CIV', 437), ('CMR', 471), ('COD', 490), ('COG', 484), ('COL', 100), ('COM', 581), ('CPV', 402),
    ('CRI', 94), ('CUB', 40), ('CYP', 352), ('CZE', 316), ('DEU', 255), ('DJI', 522), ('DMA', 54), ('DNK', 390),
    ('DOM', 42), ('DZA', 615), ('ECU', 130), ('EGY', 651), ('ERI', 531), ('ESP', 230), ('EST', 366), ('ETH', 530),
    ('FIN', 375), ('FJI', 950), ('FRA', 220), ('FSM', 987), ('GAB', 481), ('GBR', 200), ('GEO', 372), ('GHA', 452),
    ('GIN', 438), ('GMB', 420), ('GNB', 404), ('GNQ', 411), ('GRC', 350), ('GRD', 55), ('GTM', 90), ('GUY', 110),
    ('HND', 91), ('HRV', 344), ('HTI', 41), ('HUN', 310), ('IDN', 850), ('IND', 750), ('IRL', 205), ('IRN', 630),
    ('IRQ', 645), ('ISL', 395), ('ISR', 666), ('ITA', 325), ('JAM', 51), ('JOR', 663), ('JPN', 740), ('KAZ', 705),
    ('KEN', 501), ('KGZ', 703), ('KHM', 811), ('KIR', 946), ('KNA', 60), ('KOR', 732), ('KWT', 690), ('LAO', 812),
    ('LBN', 660), ('LBR', 450), ('LBY', 620), ('LCA', 56), ('LIE', 223), ('LKA', 780), ('LSO', 570), ('LTU', 368),
    ('LUX', 212), ('LVA', 367), ('MAR', 600), ('MCO', 221), ('MDA', 359), ('MDG', 580), ('MDV', 781), ('MEX', 70),
    ('MHL', 983), ('MKD', 343), ('MLI', 432), ('MLT', 338), ('MMR', 775), ('MNE', 341), ('MNG', 712), ('MOZ', 541),
    ('MRT', 435), ('MUS', 590), ('MWI', 553), ('MYS', 820), ('NAM', 565), ('NER', 436), ('NGA', 475), ('NIC', 93),
    ('NLD', 210), ('NOR', 385), ('NPL', 790), ('NRU', 970), ('NZL', 920), ('OMN', 698), ('PAK', 770), ('PAN', 95),
    ('PER', 135), ('PHL', 840), ('PLW', 986), ('PNG', 910), ('POL', 290), ('PRK', 731), ('PRT', 235), ('PRY', 150),
    ('QAT', 694), ('ROU', 360), ('RUS', 365), ('RWA', 517), ('SAU', 670), ('SDN', 625), ('SEN', 433), ('SGP', 830),
    ('SLB', 940), ('SLE', 451), ('SLV', 92), ('SMR', 331), ('SOM', 520), ('SRB', 345), ('SSD', 626), ('STP', 403),
    ('SUR', 115), ('SVK', 317), ('SVN', 349), ('SWE', 380), ('SWZ', 572), ('SYC', 591), ('SYR', 652), ('TCD', 483),
    ('TGO', 461), ('THA', 800), ('TJK', 702), ('TKM', 701), ('TLS', 860), ('TON', 955), ('TTO', 52), ('TUN', 616),
    ('TUR', 640), ('TUV', 947), ('TWN', 713), ('TZA', 510), ('UGA', 500), ('UKR', 369), ('URY', 165), ('USA', 2),
    ('UZB', 704), ('VCT', 57), ('VEN', 101), ('VNM', 816), ('VUT', 935), ('WSM', 990), ('XKX', 347), ('YEM', 679),
    ('ZAF', 560), ('ZMB', 551), ('ZWE', 552);

-- Same rules as the .polecat.tsv of dragoman code: only what is told as happening, once, and no past without a day.
CREATE VIEW polecat AS
WITH
told AS (
    SELECT * FROM events
    WHERE modality = 'actual' AND same_as IS NULL
        AND (NOT historical OR begin_day IS NOT NULL OR until_day IS NOT NULL)
),
named AS (
    SELECT p.event, p.part, p.actor, min(p.ordinal) AS ordinal
    FROM participants AS p GROUP BY ALL
),
parties AS (
    SELECT
        n.event,
        n.part,
        one_cell(list(one_line(a.name) ORDER BY n.ordinal)) AS names,
        one_cell(list(actor_code(a.country, list_prepend(a.sector, a.sectors)) ORDER BY n.ordinal)) AS codes,
        one_cell(list(w.number::VARCHAR ORDER BY n.ordinal)) AS cows,
        one_cell(list(a.sector ORDER BY n.ordinal)) AS sector,
        flatten(list(a.sectors ORDER BY n.ordinal)) AS all_sectors,
        one_cell(list(one_line(a.role) ORDER BY n.ordinal)) AS roles
    FROM named AS n
    JOIN told AS e ON e.id = n.event
    JOIN actors AS a ON a.report = e.report AND a.actor = n.actor
    LEFT JOIN cow_states AS w ON w.country = a.country
    GROUP BY n.event, n.part
),
raw AS (
    SELECT
        p.event,
        p.part,
        one_cell(list(one_line(substring(r.text, p.start_at + 1, p.end_at - p.start_at)) ORDER BY p.ordinal)) AS words
    FROM participants AS p
    JOIN told AS e ON e.id = p.event
    JOIN reports AS r ON r.id = p.report
    GROUP BY p.event, p.part
),
sides AS (
    SELECT
        p.*,
        raw.words,
        one_cell([s FOR s, n IN all_sectors IF list_position(all_sectors, s) = n]) AS sectors
    FROM parties AS p JOIN raw USING (event, part)
),
contexts AS (SELECT event, list(context) AS contexts FROM event_contexts GROUP BY event),
named_actors AS (
    SELECT a.report, a.ordinal, a.type, one_line(a.name) AS name
    FROM actors AS a SEMI JOIN (SELECT report, actor FROM mentions WHERE kind = 'name') AS m
        ON m.report = a.report AND m.actor = a.actor
),
story_actors AS (
    SELECT
        report,
        one_cell(list(name ORDER BY ordinal) FILTER (type = 'person')) AS people,
        one_cell(list(name ORDER BY ordinal) FILTER (type IN ('organization', 'group'))) AS organizations
    FROM named_actors GROUP BY report
),
story_places AS (
    SELECT report, one_cell(list(name ORDER BY ordinal)) AS locations
    FROM (SELECT report, one_line(name) AS name, min(ordinal) AS ordinal FROM places GROUP BY ALL) GROUP BY report
)
SELECT
    e.id AS "Event ID",
    e.day AS "Event Date",
    e.type AS "Event Type",
    e.mode AS "Event Mode",
    e.score AS "Intensity",
    e.quad AS "Quad Code",
    one_cell(c.contexts) AS "Contexts",
    a.names AS "Actor Name",
    a.codes AS "Actor Country",
    a.cows AS "Actor COW",
    a.sector AS "Primary Actor Sector",
    a.sectors AS "Actor Sectors",
    a.roles AS "Actor Title",
    a.words AS "Actor Name Raw",
    NULL::VARCHAR AS "Wikipedia Actor ID",
    t.names AS "Recipient Name",
    t.codes AS "Recipient Country",
    t.cows AS "Recipient COW",
    t.sector AS "Primary Recipient Sector",
    t.sectors AS "Recipient Sectors",
    t.roles AS "Recipient Title",
    t.words AS "Recipient Name Raw",
    NULL::VARCHAR AS "Wikipedia Recipient ID",
    one_line(p.name) AS "Placename",
    CASE WHEN p.feature LIKE 'P%' AND p.feature NOT LIKE 'PCL%' THEN one_line(p.name) END AS "City",
    CASE WHEN p.feature[:4] IN ('ADM2', 'ADM3', 'ADM4') THEN one_line(p.name) END AS "District",
    CASE WHEN p.feature[:4] = 'ADM1' THEN one_line(p.name) END AS "Province",
    CASE p.country WHEN 'XKX' THEN 'KOS' ELSE p.country END AS "Country",
    p.lat AS "Latitude",
    p.lon AS "Longitude",
    p.geonames_id AS "GeoNames ID",
    one_line(substring(r.text, p.start_at + 1, p.end_at - p.start_at)) AS "Raw Placename",
    p.feature AS "Feature Type",
    one_line(coalesce(nullif(r.publisher, ''), w.agency)) AS "Source",
    r.day AS "Publication Date",
    s.people AS "Story People",
    s.organizations AS "Story Organizations",
    l.locations AS "Story Locations",
    r.language AS "Language",
    'dragoman ' || k.version AS "Version"
FROM told AS e
JOIN reports AS r ON r.id = e.report
JOIN codings AS k ON k.report = e.report
LEFT JOIN wires AS w ON w.report = e.report
LEFT JOIN contexts AS c ON c.event = e.id
LEFT JOIN sides AS a ON a.event = e.id AND a.part = 'actor'
LEFT JOIN sides AS t ON t.event = e.id AND t.part = 'recipient'
LEFT JOIN places AS p ON p.report = e.report AND p.ordinal = e.place
LEFT JOIN story_actors AS s ON s.report = e.report
LEFT JOIN story_places AS l ON l.report = e.report;

-- What one country did to another on a day, by quad. Present events that are told as happening; a happening that
-- several reports tell, and a reprint, count once as far as the derived tables know of them.
CREATE VIEW dyad_day AS
WITH counted AS (
    SELECT e.id, e.day, e.quad, e.score
    FROM events AS e
    LEFT JOIN happenings AS h ON h.event = e.id
    WHERE e.modality = 'actual' AND NOT e.historical AND e.same_as IS NULL AND e.day IS NOT NULL
        AND coalesce(h.first, true) AND e.report NOT IN (SELECT report FROM reprints)
),
pairs AS (
    SELECT DISTINCT c.id, c.day, c.quad, c.score, a.country AS source, t.country AS target
    FROM counted AS c
    JOIN participants AS a ON a.event = c.id AND a.part = 'actor' AND a.country IS NOT NULL
    JOIN participants AS t ON t.event = c.id AND t.part = 'recipient' AND t.country IS NOT NULL
)
SELECT
    source,
    target,
    day,
    count(*) FILTER (quad = 1) AS quad1,
    count(*) FILTER (quad = 2) AS quad2,
    count(*) FILTER (quad = 3) AS quad3,
    count(*) FILTER (quad = 4) AS quad4,
    count(*) AS events,
    sum(score) AS score
FROM pairs
GROUP BY source, target, day;
