/** Tables around cases. Frozen once released: what changes later is a migration of its own. */

export const name = 'cases';

/** One list for both databases; the words in braces are column types, see `runner.ts`. */
export const statements: readonly string[] = [
  `create table case_record (
    id {id} not null primary key,
    service {code} not null,
    service_version_id {id} not null,
    instance_id {id} not null,
    register_number {code} not null,
    tracking_hash {code} not null,
    secret_hash {code} not null,
    channel {code} not null,
    language {code} not null,
    category {code} not null,
    ward {code} not null,
    unit {code} not null,
    lon {real} null,
    lat {real} null,
    stage {code} not null,
    state {code} not null,
    sla {code} not null,
    urgent {flag} not null,
    confidentiality {code} not null,
    outcome {code} not null,
    received_at {instant} not null,
    due_at {instant} null,
    closed_at {instant} null,
    rating {count} null,
    vault {text} not null,
    search {text} not null
  ) {table}`,
  'create unique index case_record_register on case_record (register_number)',
  'create unique index case_record_tracking on case_record (tracking_hash)',
  'create index case_record_unit on case_record (state, unit, due_at)',

  `create table register_counter (
    day {code} not null primary key,
    serial {count} not null
  ) {table}`,

  `create table vault_key (
    case_id {id} not null primary key,
    wrapped {bytes} not null,
    master_key_id {code} not null,
    created_at {instant} not null
  ) {table}`,

  `create table vault_entry (
    id {id} not null primary key,
    case_id {id} not null,
    name {code} not null,
    sealed {bytes} not null,
    created_at {instant} not null
  ) {table}`,
  'create index vault_entry_case on vault_entry (case_id)',

  `create table case_clock (
    id {id} not null primary key,
    case_id {id} not null,
    name {code} not null,
    state {code} not null,
    calendar {code} not null,
    duration {code} not null,
    started_at {instant} not null,
    due_at {instant} null,
    paused_at {instant} null,
    ended_at {instant} null
  ) {table}`,
  'create index case_clock_case on case_clock (case_id)',

  `create table case_timeline (
    id {id} not null primary key,
    case_id {id} not null,
    at {instant} not null,
    kind {code} not null,
    code {code} not null,
    element {code} not null,
    actor {code} not null,
    unit {code} not null,
    note_entry {id} null
  ) {table}`,
  'create index case_timeline_case on case_timeline (case_id, at, id)',

  `create table case_file (
    id {id} not null primary key,
    case_id {id} not null,
    kind {code} not null,
    position {count} not null,
    media_type {code} not null,
    width {count} not null,
    height {count} not null,
    bytes {instant} not null,
    sha256 {code} not null,
    name_entry {id} null,
    created_at {instant} not null
  ) {table}`,
  'create index case_file_case on case_file (case_id, position)',

  `create table publication (
    id {id} not null primary key,
    slug {code} not null,
    case_id {id} not null,
    register_number {code} not null,
    title {text} not null,
    text {text} not null,
    answer {text} not null,
    category {code} not null,
    ward {code} not null,
    unit {code} not null,
    received_at {instant} not null,
    handled_at {instant} not null,
    due_at {instant} null,
    rating {count} null,
    photos {text} not null,
    search {text} not null,
    published_at {instant} not null
  ) {table}`,
  'create unique index publication_slug on publication (slug)',
  'create unique index publication_case on publication (case_id)',
  'create index publication_latest on publication (published_at, id)',

  `create table notice (
    id {id} not null primary key,
    case_id {id} not null,
    service_version_id {id} not null,
    dedupe_key {code} not null,
    channel {code} not null,
    template {code} not null,
    language {code} not null,
    recipient_entry {id} null,
    recipient_account {id} null,
    params {text} not null,
    state {code} not null,
    attempt {count} not null,
    next_at {instant} not null,
    lease_until {instant} null,
    lease_token {code} not null,
    provider_id {code} not null,
    provider_status {code} not null,
    fault {code} not null,
    created_at {instant} not null,
    sent_at {instant} null
  ) {table}`,
  'create unique index notice_dedupe on notice (dedupe_key)',
  'create index notice_due on notice (state, next_at)',
  'create index notice_case on notice (case_id, channel, state, id)',

  `create table mailbox_message (
    id {id} not null primary key,
    case_id {id} not null,
    channel {code} not null,
    entry {id} not null,
    at {instant} not null
  ) {table}`,
  'create index mailbox_latest on mailbox_message (at, id)',

  `create table account (
    id {id} not null primary key,
    username {code} not null,
    display_name {code} not null,
    email {code} not null,
    password_hash {text} not null,
    active {flag} not null,
    created_at {instant} not null
  ) {table}`,
  'create unique index account_username on account (username)',

  `create table post (
    id {id} not null primary key,
    account_id {id} not null,
    role {code} not null,
    unit {code} not null
  ) {table}`,
  'create index post_account on post (account_id)',
  'create index post_unit on post (unit)',

  `create table session (
    id {id} not null primary key,
    token_hash {code} not null,
    account_id {id} not null,
    created_at {instant} not null,
    seen_at {instant} not null
  ) {table}`,
  'create unique index session_token on session (token_hash)',
  'create index session_account on session (account_id)',

  `create table audit_entry (
    id {id} not null primary key,
    at {instant} not null,
    actor {code} not null,
    action {code} not null,
    subject {code} not null,
    data {text} not null
  ) {table}`,
  'create index audit_entry_subject on audit_entry (subject, at)',

  `create table reference (
    kind {code} not null primary key,
    content {text} not null,
    revision {count} not null
  ) {table}`,

  `create table rate_bucket (
    bucket {code} not null,
    window_start {instant} not null,
    uses {count} not null,
    primary key (bucket, window_start)
  ) {table}`,
  'create index rate_bucket_age on rate_bucket (window_start)',
];
