-- What a district reads. A record stands as its newest undeleted head says; `heads` above 1 marks what two people
-- changed at once and nobody has settled, so that no report hides it.

CREATE OR REPLACE VIEW v_head AS
WITH followed AS (
  SELECT DISTINCT decode(parent, 'hex') AS rev_id
  FROM revision, jsonb_array_elements_text((line::jsonb) -> 'parents') AS parent
)
SELECT one.rev_id, one.kind, one.entity_id, one.device, one.hlc, one.line::jsonb AS said
FROM revision AS one LEFT JOIN followed ON followed.rev_id = one.rev_id
WHERE followed.rev_id IS NULL;

CREATE OR REPLACE VIEW v_record AS
SELECT DISTINCT ON (entity_id)
  entity_id AS id,
  kind,
  said -> 'body' AS body,
  (said ->> 'deleted')::boolean AS deleted,
  count(*) OVER (PARTITION BY entity_id) AS heads,
  hlc
FROM v_head
ORDER BY entity_id, (said ->> 'deleted')::boolean, hlc DESC, rev_id DESC;

CREATE OR REPLACE VIEW v_authority AS
SELECT id, body ->> 'name' AS name, heads FROM v_record WHERE kind = 'authority' AND NOT deleted;

CREATE OR REPLACE VIEW v_enterprise AS
SELECT id, body ->> 'name' AS name, body ->> 'uscc' AS uscc, body ->> 'town' AS town,
  body ->> 'joined_into_id' AS joined_into_id, heads
FROM v_record WHERE kind = 'enterprise' AND NOT deleted;

CREATE OR REPLACE VIEW v_inspection AS
SELECT id, body ->> 'authority_id' AS authority_id, body ->> 'enterprise_id' AS enterprise_id,
  body ->> 'category' AS category, body ->> 'state' AS state,
  to_timestamp((body ->> 'started_at')::numeric / 1000) AS started, heads
FROM v_record WHERE kind = 'inspection' AND NOT deleted;

CREATE OR REPLACE VIEW v_hazard AS
SELECT id, body ->> 'inspection_id' AS inspection_id, body ->> 'fact' AS fact, body ->> 'level' AS level,
  body ->> 'state' AS state, body ->> 'handling' AS handling, (body ->> 'deadline')::date AS deadline, heads
FROM v_record WHERE kind = 'hazard' AND NOT deleted;

CREATE OR REPLACE VIEW v_document AS
SELECT id, body ->> 'form' AS form, body ->> 'number' AS number, body ->> 'state' AS state,
  (body ->> 'issued_on')::date AS issued, body ->> 'inspection_id' AS inspection_id, body ->> 'case_id' AS case_id, heads
FROM v_record WHERE kind = 'document' AND NOT deleted;

CREATE OR REPLACE VIEW v_case AS
SELECT id, body ->> 'title' AS title, body ->> 'state' AS state, body ->> 'number' AS number, heads
FROM v_record WHERE kind = 'case' AND NOT deleted;

CREATE OR REPLACE VIEW v_overdue AS
SELECT hazard.*, inspection.enterprise_id
FROM v_hazard AS hazard JOIN v_inspection AS inspection ON inspection.id = hazard.inspection_id
WHERE hazard.state IN ('ordered', 'extended', 'due')
  AND hazard.deadline < (now() AT TIME ZONE 'Asia/Shanghai')::date;

CREATE OR REPLACE VIEW v_month AS
SELECT to_char(inspection.started AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
  count(DISTINCT inspection.id) AS inspections, count(hazard.id) AS hazards,
  count(hazard.id) FILTER (WHERE hazard.level = '重大') AS major,
  count(hazard.id) FILTER (WHERE hazard.state = 'passed') AS passed
FROM v_inspection AS inspection LEFT JOIN v_hazard AS hazard ON hazard.inspection_id = inspection.id
WHERE inspection.started IS NOT NULL AND inspection.state <> 'void'
GROUP BY 1;

CREATE OR REPLACE VIEW v_unsettled AS
SELECT id, kind, heads FROM v_record WHERE heads > 1;
