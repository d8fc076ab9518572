/** Tables of the process engine. Frozen once released: what changes later is a migration of its own. */

export const name = 'engine';

/** One list for both databases; the words in braces are column types, see `runner.ts`. */
export const statements: readonly string[] = [
  `create table service_version (
    id {id} not null primary key,
    service {code} not null,
    version {count} not null,
    state {code} not null,
    revision {count} not null,
    based_on {count} not null,
    name_vi {text} not null,
    name_en {text} not null,
    note {text} not null,
    created_at {instant} not null,
    created_by {code} not null,
    saved_at {instant} not null,
    saved_by {code} not null,
    published_at {instant} null,
    published_by {code} not null
  ) {table}`,
  'create unique index service_version_number on service_version (service, version)',

  `create table service_resource (
    version_id {id} not null,
    path {code} not null,
    kind {code} not null,
    title {text} not null,
    content {text} not null,
    primary key (version_id, path)
  ) {table}`,

  `create table process_instance (
    id {id} not null primary key,
    service_version_id {id} not null,
    process_id {code} not null,
    case_id {id} null,
    state {code} not null,
    version {count} not null,
    snapshot {text} not null,
    started_at {instant} not null,
    ended_at {instant} null
  ) {table}`,
  'create index process_instance_live on process_instance (state, service_version_id)',
  'create index process_instance_case on process_instance (case_id)',

  `create table task (
    id {id} not null primary key,
    instance_id {id} not null,
    service_version_id {id} not null,
    case_id {id} null,
    task_key {code} not null,
    node {code} not null,
    element {code} not null,
    name {text} not null,
    form {code} not null,
    state {code} not null,
    is_open {flag} not null,
    unit {code} not null,
    role {code} not null,
    assignee {code} not null,
    ward {code} not null,
    category {code} not null,
    confidentiality {code} not null,
    urgent {flag} not null,
    search {text} not null,
    priority {count} not null,
    due_at {instant} not null,
    opened_at {instant} not null,
    closed_at {instant} null,
    closed_by {code} not null
  ) {table}`,
  'create unique index task_of_instance on task (instance_id, task_key)',
  'create index task_by_unit on task (is_open, unit, due_at, id)',
  'create index task_by_assignee on task (is_open, assignee, due_at, id)',
  'create index task_by_due on task (is_open, due_at, id)',
  'create index task_of_case on task (case_id)',
  'create index task_live on task (service_version_id, is_open, element)',

  `create table job (
    id {id} not null primary key,
    instance_id {id} not null,
    service_version_id {id} not null,
    case_id {id} null,
    kind {code} not null,
    job_key {code} not null,
    node {code} not null,
    element {code} not null,
    type {code} not null,
    due_at {instant} not null,
    state {code} not null,
    lease_owner {code} not null,
    lease_until {instant} not null,
    retries_left {count} not null,
    attempts {count} not null,
    inputs {text} not null,
    last_error {text} not null,
    created_at {instant} not null
  ) {table}`,
  'create unique index job_of_instance on job (instance_id, kind, job_key)',
  'create index job_due on job (kind, state, due_at, id)',
  'create index job_live on job (service_version_id, kind, element)',

  `create table incident (
    id {id} not null primary key,
    instance_id {id} not null,
    service_version_id {id} not null,
    case_id {id} null,
    incident_key {code} not null,
    element {code} not null,
    code {code} not null,
    message {text} not null,
    is_open {flag} not null,
    opened_at {instant} not null,
    closed_at {instant} null
  ) {table}`,
  'create index incident_of_instance on incident (instance_id)',
  'create index incident_live on incident (is_open, service_version_id, element)',

  `create table journal (
    instance_id {id} not null,
    number {count} not null,
    at {instant} not null,
    environment {code} not null,
    command {text} not null,
    primary key (instance_id, number)
  ) {table}`,

  `create table history (
    instance_id {id} not null,
    number {count} not null,
    position {count} not null,
    case_id {id} null,
    element {code} not null,
    node {code} not null,
    event {code} not null,
    at {instant} not null,
    primary key (instance_id, number, position)
  ) {table}`,
  'create index history_of_case on history (case_id)',

  `create table command_receipt (
    receipt_key {code} not null primary key,
    result {text} not null,
    at {instant} not null
  ) {table}`,
  'create index command_receipt_age on command_receipt (at)',
];
