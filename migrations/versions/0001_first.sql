CREATE TABLE authority (
  id BLOB NOT NULL,
  name VARCHAR NOT NULL,
  short_name VARCHAR,
  prefix VARCHAR NOT NULL,
  word VARCHAR NOT NULL,
  region VARCHAR,
  reconsideration_body VARCHAR,
  court VARCHAR,
  address VARCHAR,
  postcode VARCHAR,
  phone VARCHAR,
  contact VARCHAR,
  supervision_phone VARCHAR,
  bank VARCHAR,
  bank_account VARCHAR,
  settings TEXT,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_authority PRIMARY KEY (id)
);

CREATE TABLE blob (
  sha256 BLOB NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL,
  CONSTRAINT pk_blob PRIMARY KEY (sha256)
);

CREATE TABLE case_step (
  id BLOB NOT NULL,
  case_id BLOB NOT NULL,
  step VARCHAR(40) NOT NULL,
  order_no INTEGER NOT NULL,
  "on" TEXT,
  number VARCHAR,
  document_id BLOB,
  amount_cents BIGINT,
  provision VARCHAR,
  officer_ids TEXT NOT NULL,
  persons TEXT NOT NULL,
  ground VARCHAR(40),
  reason VARCHAR,
  text VARCHAR,
  details TEXT,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_case_step PRIMARY KEY (id),
  CONSTRAINT ck_case_step_step_kind CHECK (step IN ('线索', '立案', '调查取证', '调查终结', '拟处理意见', '告知', '听证告知', '陈述申辩', '听证', '法制审核', '集体讨论', '呈批', '决定', '不予处罚', '送达', '缴款', '延期分期', '催告', '加处罚款', '申请强制执行', '按日连续处罚', '行政复议', '行政诉讼', '公示', '办案延期', '移送', '撤销立案', '结案', '归档')),
  CONSTRAINT ck_case_step_no_penalty_ground CHECK (ground IN ('轻微并及时改正，没有造成危害后果', '初次违法且危害后果轻微并及时改正', '有证据足以证明没有主观过错', '违法事实不能成立', '超过追究时效'))
);

CREATE INDEX ix_case_step_case_id ON case_step (case_id);

CREATE TABLE confirmation (
  id BLOB NOT NULL,
  reference VARCHAR NOT NULL,
  library_version VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  page_blob BLOB,
  confirmed_by_id BLOB NOT NULL,
  confirmed_at BIGINT NOT NULL,
  note VARCHAR,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_confirmation PRIMARY KEY (id)
);

CREATE TABLE "conflict" (
  entity_id BLOB NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  CONSTRAINT pk_conflict PRIMARY KEY (entity_id, field)
)
 WITHOUT ROWID;

CREATE TABLE device (
  position INTEGER NOT NULL,
  id BLOB NOT NULL,
  machine TEXT NOT NULL,
  since_at BIGINT NOT NULL,
  ground TEXT NOT NULL,
  CONSTRAINT pk_device PRIMARY KEY (position),
  CONSTRAINT uq_device_id UNIQUE (id)
);

CREATE TABLE document (
  id BLOB NOT NULL,
  form VARCHAR(40) NOT NULL,
  title VARCHAR NOT NULL,
  enterprise_id BLOB NOT NULL,
  inspection_id BLOB,
  reinspection_id BLOB,
  case_id BLOB,
  parent_ids TEXT NOT NULL,
  hazard_ids TEXT NOT NULL,
  officer_ids TEXT NOT NULL,
  number VARCHAR,
  number_key VARCHAR,
  number_year INTEGER,
  number_serial INTEGER,
  number_source VARCHAR(40),
  issued_on TEXT,
  issued_at BIGINT,
  content_blob BLOB,
  file_blob BLOB,
  copies INTEGER,
  seal VARCHAR(40),
  sealed_on TEXT,
  signature VARCHAR(40),
  signer TEXT,
  signature_reason VARCHAR,
  witness TEXT,
  fields TEXT,
  reasons TEXT,
  legality TEXT,
  state VARCHAR(40) NOT NULL,
  closing TEXT,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_document PRIMARY KEY (id),
  CONSTRAINT ck_document_document_form CHECK (form IN ('inspection_scheme', 'inspection_notice', 'inspection_record', 'rectification_order', 'rectification_reply', 'onsite_measures', 'summary_penalty', 'penalty_notice', 'hearing_notice', 'penalty_decision', 'service_receipt', 'reinspection_opinion', 'extension_reply', 'photo_page')),
  CONSTRAINT ck_document_number_source CHECK (number_source IN ('本机号段', '系统外部号', '手工号')),
  CONSTRAINT ck_document_seal_state CHECK (seal IN ('预盖', '现场盖', '回局补盖')),
  CONSTRAINT ck_document_sign_state CHECK (signature IN ('signed', 'refused', 'absent', 'unable')),
  CONSTRAINT ck_document_document_state CHECK (state IN ('draft', 'issued', 'signed', 'served', 'archived', 'revoked', 'void'))
);

CREATE INDEX ix_document_case_id ON document (case_id);

CREATE INDEX ix_document_content_blob ON document (content_blob);

CREATE INDEX ix_document_file_blob ON document (file_blob);

CREATE INDEX ix_document_inspection_id ON document (inspection_id);

CREATE INDEX ix_document_number ON document (number);

CREATE TABLE document_copy (
  id BLOB NOT NULL,
  document_id BLOB NOT NULL,
  copy_kind VARCHAR(40) NOT NULL,
  file_blob BLOB NOT NULL,
  made_at BIGINT NOT NULL,
  made_by VARCHAR,
  sheets INTEGER,
  note VARCHAR,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_document_copy PRIMARY KEY (id),
  CONSTRAINT ck_document_copy_copy_kind CHECK (copy_kind IN ('打印件', '签名件', '扫描件'))
);

CREATE INDEX ix_document_copy_document_id ON document_copy (document_id);

CREATE TABLE draft (
  "key" TEXT NOT NULL,
  entity_id BLOB,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT pk_draft PRIMARY KEY ("key")
);

CREATE INDEX ix_draft_entity_id ON draft (entity_id);

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

CREATE INDEX ix_enterprise_name ON enterprise (name);

CREATE INDEX ix_enterprise_town ON enterprise (town);

CREATE INDEX ix_enterprise_uscc ON enterprise (uscc);

CREATE TABLE extension (
  id BLOB NOT NULL,
  inspection_id BLOB NOT NULL,
  hazard_ids TEXT NOT NULL,
  paper_id BLOB,
  applied_on TEXT,
  old_deadline TEXT,
  new_deadline TEXT,
  grounds VARCHAR,
  answer VARCHAR,
  approved_by VARCHAR,
  answered_on TEXT,
  document_id BLOB,
  state VARCHAR(40) NOT NULL,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_extension PRIMARY KEY (id),
  CONSTRAINT ck_extension_extension_state CHECK (state IN ('applied', 'approved', 'refused'))
);

CREATE INDEX ix_extension_inspection_id ON extension (inspection_id);

CREATE TABLE finding (
  id BLOB NOT NULL,
  inspection_id BLOB NOT NULL,
  checklist VARCHAR NOT NULL,
  item_no VARCHAR NOT NULL,
  result VARCHAR(40),
  note VARCHAR,
  judged_at BIGINT,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_finding PRIMARY KEY (id),
  CONSTRAINT ck_finding_finding_result CHECK (result IN ('符合', '不符合', '不适用', '待查'))
);

CREATE INDEX ix_finding_inspection_id ON finding (inspection_id);

CREATE TABLE hazard (
  id BLOB NOT NULL,
  inspection_id BLOB NOT NULL,
  enterprise_id BLOB NOT NULL,
  order_no INTEGER NOT NULL,
  checklist VARCHAR,
  item_no VARCHAR,
  fact VARCHAR NOT NULL,
  demand VARCHAR NOT NULL,
  violations TEXT NOT NULL,
  charge VARCHAR,
  place VARCHAR,
  tags TEXT NOT NULL,
  handling VARCHAR(40),
  criterion VARCHAR,
  judgement VARCHAR,
  judged_by VARCHAR,
  level_reason VARCHAR,
  safety_reason VARCHAR,
  transfer_to VARCHAR,
  department VARCHAR,
  responsible VARCHAR,
  is_at_once BOOLEAN NOT NULL,
  treatment TEXT,
  reported_no VARCHAR,
  supervision TEXT,
  level VARCHAR(40) NOT NULL,
  deadline TEXT,
  state VARCHAR(40) NOT NULL,
  closing TEXT,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_hazard PRIMARY KEY (id),
  CONSTRAINT ck_hazard_handling CHECK (handling IN ('当场整改', '限期整改', '现场处理', '立案', '移送', '建议')),
  CONSTRAINT ck_hazard_hazard_level CHECK (level IN ('一般', '重大')),
  CONSTRAINT ck_hazard_hazard_state CHECK (state IN ('found', 'ordered', 'immediate', 'suspended', 'extended', 'due', 'passed', 'failed', 'supervised', 'transferred', 'void'))
);

CREATE INDEX ix_hazard_enterprise_id ON hazard (enterprise_id);

CREATE INDEX ix_hazard_inspection_id ON hazard (inspection_id);

CREATE INDEX ix_hazard_state_deadline ON hazard (state, deadline);

CREATE TABLE head (
  entity_id BLOB NOT NULL,
  rev_id BLOB NOT NULL,
  CONSTRAINT pk_head PRIMARY KEY (entity_id, rev_id)
)
 WITHOUT ROWID;

CREATE TABLE import (
  id BLOB NOT NULL,
  file TEXT NOT NULL,
  file_sha256 BLOB NOT NULL,
  at BIGINT NOT NULL,
  counts TEXT NOT NULL,
  state VARCHAR(40) NOT NULL,
  CONSTRAINT pk_import PRIMARY KEY (id),
  CONSTRAINT uq_import_file_sha256 UNIQUE (file_sha256),
  CONSTRAINT ck_import_import_state CHECK (state IN ('applied', 'undone'))
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

CREATE TABLE library_edition (
  sha256 BLOB NOT NULL,
  source_sha256 BLOB NOT NULL,
  edition TEXT NOT NULL,
  title TEXT NOT NULL,
  compiled_at BIGINT NOT NULL,
  is_current BOOLEAN NOT NULL,
  CONSTRAINT pk_library_edition PRIMARY KEY (sha256)
);

CREATE TABLE number_range (
  "key" TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  is_locked BOOLEAN NOT NULL,
  CONSTRAINT pk_number_range PRIMARY KEY ("key"),
  CONSTRAINT ck_number_range_range CHECK (first >= 1 AND last >= first)
);

CREATE TABLE officer (
  id BLOB NOT NULL,
  name VARCHAR NOT NULL,
  authority_id BLOB NOT NULL,
  certificate VARCHAR NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  scope VARCHAR,
  area VARCHAR,
  position VARCHAR,
  phone VARCHAR,
  is_active BOOLEAN NOT NULL,
  order_no INTEGER,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_officer PRIMARY KEY (id)
);

CREATE INDEX ix_officer_certificate ON officer (certificate);

CREATE TABLE outcome (
  id BLOB NOT NULL,
  reinspection_id BLOB NOT NULL,
  hazard_id BLOB NOT NULL,
  result VARCHAR(40),
  seen VARCHAR,
  next_step VARCHAR(40),
  next_reason VARCHAR,
  extension_id BLOB,
  new_deadline TEXT,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_outcome PRIMARY KEY (id),
  CONSTRAINT ck_outcome_outcome_result CHECK (result IN ('已整改', '未整改')),
  CONSTRAINT ck_outcome_outcome_next CHECK (next_step IN ('立案', '延期', '再次责改'))
);

CREATE INDEX ix_outcome_hazard_id ON outcome (hazard_id);

CREATE INDEX ix_outcome_reinspection_id ON outcome (reinspection_id);

CREATE TABLE penalty_case (
  id BLOB NOT NULL,
  title VARCHAR NOT NULL,
  enterprise_id BLOB NOT NULL,
  inspection_id BLOB,
  hazard_ids TEXT NOT NULL,
  party_name VARCHAR NOT NULL,
  is_person BOOLEAN NOT NULL,
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

CREATE TABLE photo (
  id BLOB NOT NULL,
  inspection_id BLOB NOT NULL,
  hazard_id BLOB,
  finding_id BLOB,
  outcome_id BLOB,
  original_blob BLOB NOT NULL,
  file_name VARCHAR NOT NULL,
  format VARCHAR NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  orientation INTEGER NOT NULL,
  role VARCHAR(40) NOT NULL,
  "view" VARCHAR(40),
  source VARCHAR(40) NOT NULL,
  order_no INTEGER NOT NULL,
  taken_text VARCHAR,
  taken_at BIGINT,
  added_at BIGINT NOT NULL,
  longitude_e7 INTEGER,
  latitude_e7 INTEGER,
  camera VARCHAR,
  taken_by VARCHAR,
  place VARCHAR,
  caption VARCHAR,
  annotations TEXT,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_photo PRIMARY KEY (id),
  CONSTRAINT ck_photo_photo_role CHECK (role IN ('整改前', '整改后', '现场', '证据')),
  CONSTRAINT ck_photo_photo_view CHECK ("view" IN ('全景', '部位', '细节')),
  CONSTRAINT ck_photo_photo_source CHECK (source IN ('执法人员', '企业提供'))
);

CREATE INDEX ix_photo_hazard_id ON photo (hazard_id);

CREATE INDEX ix_photo_inspection_id ON photo (inspection_id);

CREATE INDEX ix_photo_outcome_id ON photo (outcome_id);

CREATE TABLE private (
  sha256 BLOB NOT NULL,
  salt BLOB NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_private PRIMARY KEY (sha256)
);

CREATE TABLE receipt (
  rev_id BLOB NOT NULL,
  import_id BLOB NOT NULL,
  CONSTRAINT pk_receipt PRIMARY KEY (rev_id, import_id)
)
 WITHOUT ROWID;

CREATE INDEX ix_receipt_import_id ON receipt (import_id);

CREATE TABLE received_paper (
  id BLOB NOT NULL,
  paper_kind VARCHAR(40) NOT NULL,
  enterprise_id BLOB NOT NULL,
  inspection_id BLOB,
  hazard_ids TEXT NOT NULL,
  received_on TEXT NOT NULL,
  reported_on TEXT,
  received_by VARCHAR,
  handed_in_by VARCHAR,
  copies INTEGER,
  sheets INTEGER,
  scan_blobs TEXT NOT NULL,
  summary VARCHAR,
  requested_deadline TEXT,
  handled_on TEXT,
  handled_note VARCHAR,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_received_paper PRIMARY KEY (id),
  CONSTRAINT ck_received_paper_paper_kind CHECK (paper_kind IN ('整改报告', '复查申请', '延期申请', '治理方案', '恢复生产申请', '申辩书', '其他'))
);

CREATE INDEX ix_received_paper_inspection_id ON received_paper (inspection_id);

CREATE TABLE reinspection (
  id BLOB NOT NULL,
  inspection_id BLOB NOT NULL,
  order_id BLOB,
  round_no INTEGER NOT NULL,
  manner VARCHAR(40) NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  place VARCHAR,
  officer_ids TEXT NOT NULL,
  party TEXT,
  party_signature VARCHAR(40),
  party_reason VARCHAR,
  witness TEXT,
  note VARCHAR,
  is_ended BOOLEAN NOT NULL,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_reinspection PRIMARY KEY (id),
  CONSTRAINT ck_reinspection_reinspection_manner CHECK (manner IN ('现场', '书面', '视频')),
  CONSTRAINT ck_reinspection_sign_state CHECK (party_signature IN ('signed', 'refused', 'absent', 'unable'))
);

CREATE INDEX ix_reinspection_inspection_id ON reinspection (inspection_id);

CREATE TABLE rendition (
  sha256 BLOB NOT NULL,
  width INTEGER NOT NULL,
  w INTEGER NOT NULL,
  h INTEGER NOT NULL,
  data BLOB NOT NULL,
  CONSTRAINT pk_rendition PRIMARY KEY (sha256, width)
);

CREATE TABLE revision (
  rev_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  entity_id BLOB NOT NULL,
  schema INTEGER NOT NULL,
  needs INTEGER NOT NULL,
  parents BLOB NOT NULL,
  hlc TEXT NOT NULL,
  device BLOB NOT NULL,
  seq INTEGER NOT NULL,
  prev BLOB,
  actor BLOB,
  reason TEXT,
  deleted BOOLEAN NOT NULL,
  changed TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_revision PRIMARY KEY (rev_id)
);

CREATE INDEX ix_revision_device_seq ON revision (device, seq);

CREATE INDEX ix_revision_entity_id ON revision (entity_id);

CREATE TABLE serial (
  "key" TEXT NOT NULL,
  year INTEGER NOT NULL,
  serial INTEGER NOT NULL,
  is_void BOOLEAN NOT NULL,
  CONSTRAINT pk_serial PRIMARY KEY ("key", year, serial)
)
 WITHOUT ROWID;

CREATE TABLE service (
  id BLOB NOT NULL,
  document_ids TEXT NOT NULL,
  inspection_id BLOB,
  case_id BLOB,
  receiver VARCHAR,
  receiver_role VARCHAR,
  place VARCHAR,
  served_at BIGINT,
  method VARCHAR(40),
  officer_ids TEXT NOT NULL,
  signature VARCHAR(40),
  refusal VARCHAR,
  witness TEXT,
  proof_blobs TEXT NOT NULL,
  note VARCHAR,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_service PRIMARY KEY (id),
  CONSTRAINT ck_service_service_method CHECK (method IN ('直接送达', '留置送达', '邮寄送达', '委托送达', '转交送达', '电子送达', '公告送达')),
  CONSTRAINT ck_service_sign_state CHECK (signature IN ('signed', 'refused', 'absent', 'unable'))
);

CREATE TABLE setting (
  "key" TEXT NOT NULL,
  value TEXT,
  CONSTRAINT pk_setting PRIMARY KEY ("key")
);

CREATE TABLE stub (
  device BLOB NOT NULL,
  seq INTEGER NOT NULL,
  rev_id BLOB NOT NULL,
  prev BLOB,
  CONSTRAINT pk_stub PRIMARY KEY (device, seq, rev_id)
)
 WITHOUT ROWID;

CREATE TABLE void_number (
  id BLOB NOT NULL,
  number_key VARCHAR NOT NULL,
  number_year INTEGER NOT NULL,
  first_serial INTEGER NOT NULL,
  last_serial INTEGER NOT NULL,
  reason VARCHAR NOT NULL,
  document_id BLOB,
  voided_at BIGINT NOT NULL,
  deleted BOOLEAN NOT NULL,
  conflicts INTEGER NOT NULL,
  updated_hlc TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  extra TEXT NOT NULL,
  CONSTRAINT pk_void_number PRIMARY KEY (id)
);

CREATE TABLE waiting (
  rev_id BLOB NOT NULL,
  entity_id BLOB NOT NULL,
  missing TEXT NOT NULL,
  CONSTRAINT pk_waiting PRIMARY KEY (rev_id)
)
 WITHOUT ROWID;

CREATE INDEX ix_waiting_entity_id ON waiting (entity_id);

CREATE TABLE library_item (
  item_id TEXT NOT NULL,
  edition_sha256 BLOB NOT NULL,
  sector TEXT NOT NULL,
  section TEXT NOT NULL,
  position INTEGER NOT NULL,
  question TEXT NOT NULL,
  searched TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_library_item PRIMARY KEY (item_id),
  CONSTRAINT fk_library_item_edition_sha256_library_edition FOREIGN KEY(edition_sha256) REFERENCES library_edition (sha256)
);

CREATE INDEX ix_library_item_question ON library_item (question);

CREATE INDEX ix_library_item_sector_position ON library_item (sector, position);

CREATE TABLE library_part (
  kind TEXT NOT NULL,
  edition_sha256 BLOB NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_library_part PRIMARY KEY (kind),
  CONSTRAINT fk_library_part_edition_sha256_library_edition FOREIGN KEY(edition_sha256) REFERENCES library_edition (sha256)
);

CREATE TABLE library_phrase (
  row_id INTEGER NOT NULL,
  edition_sha256 BLOB NOT NULL,
  item_id TEXT NOT NULL,
  sector TEXT NOT NULL,
  initials TEXT NOT NULL,
  text TEXT NOT NULL,
  demand TEXT NOT NULL,
  CONSTRAINT pk_library_phrase PRIMARY KEY (row_id),
  CONSTRAINT fk_library_phrase_edition_sha256_library_edition FOREIGN KEY(edition_sha256) REFERENCES library_edition (sha256)
);

CREATE INDEX ix_library_phrase_item_id ON library_phrase (item_id);

CREATE INDEX ix_library_phrase_sector_initials ON library_phrase (sector, initials);

CREATE TABLE library_provision (
  row_id INTEGER NOT NULL,
  edition_sha256 BLOB NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  short TEXT NOT NULL,
  year INTEGER NOT NULL,
  article INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  paragraph INTEGER,
  item INTEGER,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  searched TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_library_provision PRIMARY KEY (row_id),
  CONSTRAINT fk_library_provision_edition_sha256_library_edition FOREIGN KEY(edition_sha256) REFERENCES library_edition (sha256)
);

CREATE INDEX ix_library_provision_place ON library_provision (short, article, paragraph, item);

CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'the revision log is append-only'); END;

CREATE TRIGGER revision_is_never_removed BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'the revision log is append-only'); END;

CREATE TRIGGER blob_is_never_rewritten BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'a blob is never rewritten'); END;

CREATE VIRTUAL TABLE enterprise_search USING fts5(words, content='', contentless_delete=1, tokenize='ascii', prefix='1 2');

CREATE TRIGGER enterprise_search_added AFTER INSERT ON enterprise
BEGIN INSERT INTO enterprise_search (rowid, words) VALUES (new.rowid, ancha_words(new.name, new.aliases, new.operator, new.uscc, new.other_code, new.phone, new.legal_representative, new.principal, new.principal_phone, new.safety_manager, new.safety_manager_phone, new.address, new.registered_address, new.town, new.village, new.grid)); END;

CREATE TRIGGER enterprise_search_changed AFTER UPDATE OF name, aliases, operator, uscc, other_code, phone, legal_representative, principal, principal_phone, safety_manager, safety_manager_phone, address, registered_address, town, village, grid ON enterprise
WHEN new.name IS NOT old.name OR new.aliases IS NOT old.aliases OR new.operator IS NOT old.operator OR new.uscc IS NOT old.uscc OR new.other_code IS NOT old.other_code OR new.phone IS NOT old.phone OR new.legal_representative IS NOT old.legal_representative OR new.principal IS NOT old.principal OR new.principal_phone IS NOT old.principal_phone OR new.safety_manager IS NOT old.safety_manager OR new.safety_manager_phone IS NOT old.safety_manager_phone OR new.address IS NOT old.address OR new.registered_address IS NOT old.registered_address OR new.town IS NOT old.town OR new.village IS NOT old.village OR new.grid IS NOT old.grid
BEGIN DELETE FROM enterprise_search WHERE rowid = old.rowid; INSERT INTO enterprise_search (rowid, words) VALUES (new.rowid, ancha_words(new.name, new.aliases, new.operator, new.uscc, new.other_code, new.phone, new.legal_representative, new.principal, new.principal_phone, new.safety_manager, new.safety_manager_phone, new.address, new.registered_address, new.town, new.village, new.grid)); END;

CREATE TRIGGER enterprise_search_removed AFTER DELETE ON enterprise
BEGIN DELETE FROM enterprise_search WHERE rowid = old.rowid; END;

CREATE VIRTUAL TABLE hazard_search USING fts5(words, content='', contentless_delete=1, tokenize='ascii', prefix='1 2');

CREATE TRIGGER hazard_search_added AFTER INSERT ON hazard
BEGIN INSERT INTO hazard_search (rowid, words) VALUES (new.rowid, ancha_words(new.fact, new.demand, new.charge, new.place, new.item_no, new.responsible)); END;

CREATE TRIGGER hazard_search_changed AFTER UPDATE OF fact, demand, charge, place, item_no, responsible ON hazard
WHEN new.fact IS NOT old.fact OR new.demand IS NOT old.demand OR new.charge IS NOT old.charge OR new.place IS NOT old.place OR new.item_no IS NOT old.item_no OR new.responsible IS NOT old.responsible
BEGIN DELETE FROM hazard_search WHERE rowid = old.rowid; INSERT INTO hazard_search (rowid, words) VALUES (new.rowid, ancha_words(new.fact, new.demand, new.charge, new.place, new.item_no, new.responsible)); END;

CREATE TRIGGER hazard_search_removed AFTER DELETE ON hazard
BEGIN DELETE FROM hazard_search WHERE rowid = old.rowid; END;

CREATE VIRTUAL TABLE document_search USING fts5(words, content='', contentless_delete=1, tokenize='ascii', prefix='1 2');

CREATE TRIGGER document_search_added AFTER INSERT ON document
BEGIN INSERT INTO document_search (rowid, words) VALUES (new.rowid, ancha_words(new.number, new.title)); END;

CREATE TRIGGER document_search_changed AFTER UPDATE OF number, title ON document
WHEN new.number IS NOT old.number OR new.title IS NOT old.title
BEGIN DELETE FROM document_search WHERE rowid = old.rowid; INSERT INTO document_search (rowid, words) VALUES (new.rowid, ancha_words(new.number, new.title)); END;

CREATE TRIGGER document_search_removed AFTER DELETE ON document
BEGIN DELETE FROM document_search WHERE rowid = old.rowid; END;
