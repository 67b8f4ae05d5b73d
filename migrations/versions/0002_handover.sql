DROP TABLE enterprise;

DROP TABLE inspection;

DROP TABLE penalty_case;

INSERT INTO enterprise_search (enterprise_search) VALUES ('delete-all');

CREATE TABLE archive (
  file TEXT NOT NULL,
  year INTEGER NOT NULL,
  at BIGINT NOT NULL,
  root BLOB NOT NULL,
  counts TEXT NOT NULL,
  CONSTRAINT pk_archive PRIMARY KEY (file)
);

CREATE TABLE backup_copy (
  file TEXT NOT NULL,
  at BIGINT NOT NULL,
  verified_at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  is_elsewhere BOOLEAN NOT NULL,
  size INTEGER NOT NULL,
  revisions INTEGER NOT NULL,
  blobs INTEGER NOT NULL,
  chains TEXT NOT NULL,
  CONSTRAINT pk_backup_copy PRIMARY KEY (file)
);

CREATE TABLE enterprise (
  id BLOB NOT NULL,
  name VARCHAR NOT NULL,
  aliases TEXT NOT NULL,
  party_kind VARCHAR(40) NOT NULL,
  uscc VARCHAR,
  other_code VARCHAR,
  operator VARCHAR,
  sectors TEXT NOT NULL,
  industry_code VARCHAR,
  department VARCHAR,
  supervision_tier VARCHAR,
  town VARCHAR,
  village VARCHAR,
  grid VARCHAR,
  registered_address VARCHAR,
  address VARCHAR,
  longitude_e7 INTEGER,
  latitude_e7 INTEGER,
  legal_representative VARCHAR,
  legal_position VARCHAR,
  principal VARCHAR,
  principal_phone VARCHAR,
  safety_manager VARCHAR,
  safety_manager_phone VARCHAR,
  phone VARCHAR,
  staff_count INTEGER,
  production_state VARCHAR(40),
  risk VARCHAR(40),
  hazard_source_grade VARCHAR,
  involves TEXT NOT NULL,
  licences TEXT NOT NULL,
  standardisation_grade VARCHAR,
  standardisation_to TEXT,
  insurance VARCHAR,
  insurance_to TEXT,
  responsible_persons TEXT,
  credit_grade VARCHAR,
  note VARCHAR,
  details TEXT,
  joined_into_id BLOB,
  builder VARCHAR,
  supervisor VARCHAR,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_enterprise PRIMARY KEY (id),
  CONSTRAINT ck_enterprise_party_kind CHECK (party_kind IN ('企业', '分支机构', '个体工商户', '工地', '事业单位', '学校', '村社', '自然人', '无照')),
  CONSTRAINT ck_enterprise_production_state CHECK (production_state IN ('在产', '停产', '关闭', '在建')),
  CONSTRAINT ck_enterprise_risk_level CHECK (risk IN ('红', '橙', '黄', '蓝'))
);

CREATE INDEX ix_enterprise_joined_into_id ON enterprise (joined_into_id) WHERE joined_into_id IS NOT NULL;

CREATE INDEX ix_enterprise_name ON enterprise (name);

CREATE INDEX ix_enterprise_town ON enterprise (town);

CREATE INDEX ix_enterprise_uscc ON enterprise (uscc);

CREATE TABLE given_range (
  "key" TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  device BLOB NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT pk_given_range PRIMARY KEY ("key", first),
  CONSTRAINT ck_given_range_range CHECK (first >= 1 AND last >= first)
);

CREATE INDEX ix_given_range_device ON given_range (device);

CREATE TABLE handed_over (
  rev_id BLOB NOT NULL,
  recipient TEXT NOT NULL,
  CONSTRAINT pk_handed_over PRIMARY KEY (rev_id, recipient)
)
 WITHOUT ROWID;

CREATE TABLE handover (
  id BLOB NOT NULL,
  at BIGINT NOT NULL,
  recipient TEXT NOT NULL,
  file TEXT NOT NULL,
  file_sha256 BLOB NOT NULL,
  root BLOB NOT NULL,
  selection TEXT NOT NULL,
  counts TEXT NOT NULL,
  CONSTRAINT pk_handover PRIMARY KEY (id)
);

CREATE TABLE import_report (
  import_id BLOB NOT NULL,
  report TEXT NOT NULL,
  CONSTRAINT pk_import_report PRIMARY KEY (import_id)
);

CREATE TABLE inspection (
  id BLOB NOT NULL,
  authority_id BLOB NOT NULL,
  enterprise_id BLOB NOT NULL,
  officer_ids TEXT NOT NULL,
  helpers TEXT NOT NULL,
  category VARCHAR(40),
  source VARCHAR(40),
  source_note VARCHAR,
  reporter_name_sealed BLOB,
  reporter_phone_sealed BLOB,
  manner TEXT NOT NULL,
  matter VARCHAR,
  basis VARCHAR,
  scheme_approved_by VARCHAR,
  scheme_approved_at BIGINT,
  scheme_mode VARCHAR(40),
  scheme_note VARCHAR,
  scheme_paper_due TEXT,
  scheme_paper_done TEXT,
  task_no VARCHAR,
  law_code VARCHAR,
  law_code_shown_at BIGINT,
  no_code_reason VARCHAR,
  no_code_filed TEXT,
  notice_served_at BIGINT,
  started_at BIGINT,
  ended_at BIGINT,
  place VARCHAR,
  party TEXT,
  party_signature VARCHAR(40),
  party_reason VARCHAR,
  witness TEXT,
  party_statement VARCHAR,
  is_recusal_asked BOOLEAN,
  recusal_reason VARCHAR,
  checklists TEXT NOT NULL,
  library_blob BLOB,
  summary VARCHAR,
  note VARCHAR,
  reasons TEXT,
  state VARCHAR(40) NOT NULL,
  closing TEXT,
  is_typed_in BOOLEAN,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_inspection PRIMARY KEY (id),
  CONSTRAINT ck_inspection_inspection_category CHECK (category IN ('日常', '专项', '线索核查', '即时')),
  CONSTRAINT ck_inspection_inspection_source CHECK (source IN ('年度计划', '专项计划', '上级部署', '举报', '交办', '移送', '监测预警', '突发事件')),
  CONSTRAINT ck_inspection_approval_mode CHECK (scheme_mode IN ('书面', '电话请示', '系统')),
  CONSTRAINT ck_inspection_sign_state CHECK (party_signature IN ('signed', 'refused', 'absent', 'unable')),
  CONSTRAINT ck_inspection_inspection_state CHECK (state IN ('draft', 'ended', 'ordered', 'reinspecting', 'closed', 'void'))
);

CREATE INDEX ix_inspection_enterprise_id ON inspection (enterprise_id);

CREATE INDEX ix_inspection_started_at ON inspection (started_at);

CREATE INDEX ix_inspection_state ON inspection (state);

CREATE TABLE laptop (
  device BLOB NOT NULL,
  label TEXT NOT NULL,
  holder TEXT NOT NULL,
  since_at BIGINT NOT NULL,
  is_retired BOOLEAN NOT NULL,
  CONSTRAINT pk_laptop PRIMARY KEY (device)
);

CREATE TABLE penalty_case (
  id BLOB NOT NULL,
  title VARCHAR NOT NULL,
  enterprise_id BLOB NOT NULL,
  inspection_id BLOB,
  hazard_ids TEXT NOT NULL,
  party_name VARCHAR NOT NULL,
  is_person BOOLEAN NOT NULL,
  party_identity_sealed BLOB,
  procedure VARCHAR(40) NOT NULL,
  cause VARCHAR,
  violations TEXT NOT NULL,
  penalty_basis TEXT NOT NULL,
  number VARCHAR,
  state VARCHAR(40) NOT NULL,
  closing TEXT,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_penalty_case PRIMARY KEY (id),
  CONSTRAINT ck_penalty_case_procedure CHECK (procedure IN ('简易', '普通')),
  CONSTRAINT ck_penalty_case_case_state CHECK (state IN ('lead', 'filed', 'notified', 'decided', 'served', 'performed', 'closed', 'void'))
);

CREATE INDEX ix_penalty_case_inspection_id ON penalty_case (inspection_id);

CREATE INDEX ix_penalty_case_state ON penalty_case (state);

CREATE TABLE pin (
  officer_id BLOB NOT NULL,
  hash TEXT NOT NULL,
  failures INTEGER NOT NULL,
  wait_until_at BIGINT,
  changed_at BIGINT NOT NULL,
  CONSTRAINT pk_pin PRIMARY KEY (officer_id)
);

CREATE TRIGGER enterprise_search_added AFTER INSERT ON enterprise
BEGIN INSERT INTO enterprise_search (rowid, words) VALUES (new.rowid, ancha_words(new.name, new.aliases, new.operator, new.uscc, new.other_code, new.phone, new.legal_representative, new.principal, new.principal_phone, new.safety_manager, new.safety_manager_phone, new.address, new.registered_address, new.town, new.village, new.grid)); END;

CREATE TRIGGER enterprise_search_changed AFTER UPDATE OF name, aliases, operator, uscc, other_code, phone, legal_representative, principal, principal_phone, safety_manager, safety_manager_phone, address, registered_address, town, village, grid ON enterprise
WHEN new.name IS NOT old.name OR new.aliases IS NOT old.aliases OR new.operator IS NOT old.operator OR new.uscc IS NOT old.uscc OR new.other_code IS NOT old.other_code OR new.phone IS NOT old.phone OR new.legal_representative IS NOT old.legal_representative OR new.principal IS NOT old.principal OR new.principal_phone IS NOT old.principal_phone OR new.safety_manager IS NOT old.safety_manager OR new.safety_manager_phone IS NOT old.safety_manager_phone OR new.address IS NOT old.address OR new.registered_address IS NOT old.registered_address OR new.town IS NOT old.town OR new.village IS NOT old.village OR new.grid IS NOT old.grid
BEGIN DELETE FROM enterprise_search WHERE rowid = old.rowid; INSERT INTO enterprise_search (rowid, words) VALUES (new.rowid, ancha_words(new.name, new.aliases, new.operator, new.uscc, new.other_code, new.phone, new.legal_representative, new.principal, new.principal_phone, new.safety_manager, new.safety_manager_phone, new.address, new.registered_address, new.town, new.village, new.grid)); END;

CREATE TRIGGER enterprise_search_removed AFTER DELETE ON enterprise
BEGIN DELETE FROM enterprise_search WHERE rowid = old.rowid; END;
