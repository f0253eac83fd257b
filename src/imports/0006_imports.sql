-- Imports: each run is a record of the register; the rows of its file are working material and stand apart, without journal.

create table register.import (
  id uuid primary key,
  kind text not null constraint import_kind check (kind in ('people', 'assets')),
  state text not null default 'read' constraint import_state check (state in ('read', 'running', 'linking', 'done')),
  operator_id uuid not null references register.person,
  -- who owns what has no known owner; people lists have none
  provisional_id uuid references register.provisional_owner,
  -- rows without a known owner wait in the result, or are registered under the provisional owner
  unclear text not null default 'wait' constraint import_unclear check (unclear in ('wait', 'register')),
  file_name text not null,
  file_hash text not null,
  headings_hash text not null,
  headings text[] not null,
  mapping jsonb not null,
  settings jsonb not null,
  warnings jsonb not null,
  lines int not null,
  read_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  added int not null default 0,
  changed int not null default 0,
  same int not null default 0,
  waiting int not null default 0,
  refused int not null default 0
);
create index import_remembered on register.import (kind, headings_hash, read_at desc);
create index import_unfinished on register.import (started_at) where state in ('running', 'linking');
alter table register.person add constraint person_left_by_import foreign key (left_import_id) references register.import;

create schema staging;
grant usage on schema staging to holdfast_app;
-- The cells of a row go when it is done with; of refused and waiting rows they stay so that the row can be shown and tried again.
create table staging.import_row (
  import_id uuid not null references register.import,
  line int not null,
  cells jsonb,
  outcome text constraint import_row_outcome check (outcome in ('added', 'changed', 'same', 'waiting', 'refused')),
  problems jsonb not null default '[]',
  subject_id uuid,
  linked boolean not null default false,
  primary key (import_id, line)
);
create index import_row_open on staging.import_row (import_id, line) where outcome is null;
create index import_row_unlinked on staging.import_row (import_id, line) where not linked;
create index import_row_by_outcome on staging.import_row (import_id, outcome, line);

grant select, insert, update on register.import to holdfast_app;
grant select, insert, update, delete on staging.import_row to holdfast_app;

select ledger.keep('register.import', array['id', 'kind', 'state', 'operator_id', 'provisional_id', 'unclear', 'file_hash', 'headings_hash',
         'lines', 'read_at', 'started_at', 'finished_at', 'added', 'changed', 'same', 'waiting', 'refused']);

-- Whoever is erased is erased from the cells that wait here, too.
create function staging.forget() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update staging.import_row set cells = null, problems = '[]' where subject_id = new.id and cells is not null;
  return null;
end $$;
revoke all on function staging.forget from public;
create trigger forget after update of erased_at on register.person for each row when (new.erased_at is not null) execute function staging.forget();
create index import_row_by_subject on staging.import_row (subject_id) where subject_id is not null and cells is not null;
