-- Persons, where they belong, what they may do. Personal values live in register.person and its versions, nowhere else.

-- The name an erased person goes by.
create function register.pseudonym(person uuid) returns text language sql immutable as $$
  select 'Person ' || upper(left(encode(sha256(uuid_send(person)), 'hex'), 8))
$$;

create table register.organisation (
  id uuid primary key,
  one boolean not null default true constraint organisation_once unique check (one),
  name text not null,
  language text not null constraint organisation_language check (language in ('en', 'de')),
  -- where mail goes out, sealed with the secret of the installation; null: not set up yet
  mail text,
  -- days after which an offer that nobody answered runs out
  transfer_expires_days int not null default 14 check (transfer_expires_days between 1 and 365)
);

create table register.site (
  id uuid primary key,
  name text not null constraint site_name_taken unique,
  country text check (country ~ '^[A-Z]{2}$')
);

create table register.department (
  id uuid primary key,
  name text not null constraint department_name_taken unique,
  parent_id uuid references register.department,
  head_id uuid
);

create table register.person (
  id uuid primary key,
  name text not null check (name <> ''),
  given_name text,
  family_name text,
  email text,
  username text,
  personnel_number text,
  directory_id text,
  job_title text,
  company text,
  kind text not null default 'employee' constraint person_kind check (kind in ('employee', 'temporary', 'contractor')),
  department_id uuid references register.department,
  site_id uuid references register.site,
  manager_id uuid references register.person,
  start_date date,
  end_date date,
  source text not null default 'register',
  state text not null default 'active' constraint person_state check (state in ('active', 'leaving', 'left')),
  -- "has left" needs its ground: the import that brought the person as already gone (offboarding/ adds the completed case)
  left_import_id uuid,
  erased_at timestamptz(3),
  present boolean not null generated always as (state <> 'left') stored,
  constraint person_left_needs_ground check ((state = 'left') = (left_import_id is not null)),
  constraint person_erased_is_blank check (erased_at is null or (state = 'left' and name = register.pseudonym(id)
    and coalesce(given_name, family_name, email, username, personnel_number, directory_id, job_title, company) is null)),
  unique (id, present)
);
alter table register.department add constraint department_head foreign key (head_id) references register.person;
create unique index person_email_taken on register.person (lower(email));
create unique index person_username_taken on register.person (lower(username));
create unique index person_personnel_number_taken on register.person (personnel_number);
create index person_by_name on register.person (name, id);
create index person_by_department on register.person (department_id);
create index person_by_manager on register.person (manager_id);
create extension if not exists pg_trgm with schema public;
grant usage on schema public to holdfast_app;
create index person_search on register.person using gin (
  (lower(name || ' ' || coalesce(email, '') || ' ' || coalesce(personnel_number, '') || ' ' || coalesce(username, ''))) public.gin_trgm_ops) with (fastupdate = off);

-- Nothing new for a leaver: reads the person under a lock, so it cannot pass beside somebody who is marking them as leaving.
create function register.takes_new() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  taker uuid;
  before uuid;
  taker_state text;
begin
  -- column by column: a whole row as JSON costs more than all the rest of this
  case tg_argv[0]
    when 'person_id' then taker := new.person_id; if tg_op = 'UPDATE' then before := old.person_id; end if;
    when 'owner_id' then taker := new.owner_id; if tg_op = 'UPDATE' then before := old.owner_id; end if;
    when 'to_id' then taker := new.to_id; if tg_op = 'UPDATE' then before := old.to_id; end if;
  end case;
  if taker is null or taker = before then return new; end if;
  select state into taker_state from register.person where id = taker for share;
  if not found then
    raise exception using errcode = '23503', constraint = 'person_known', message = 'there is no such person';
  end if;
  if taker_state <> 'active' then
    raise exception using errcode = '23514', constraint = 'takes_new', message = 'this person is leaving or has left and takes nothing new';
  end if;
  return new;
end $$;

-- What is given to a person is given once and ended once; another beginning is another row, so that the gate sees it.
create function register.ends_once() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or to_jsonb(new) - array['ended_at', 'live'] <> to_jsonb(old) - array['ended_at', 'live'] then
    raise exception using errcode = '23514', constraint = 'ends_once', message = 'this was given once and only ends; give it anew instead';
  end if;
  return new;
end $$;

-- Who may do what. A person without a row here is an employee.
create table register.role_grant (
  id uuid primary key,
  person_id uuid not null,
  role text not null constraint role_grant_role check (role in ('administrator', 'ciso', 'compliance', 'it_operations', 'hr', 'department_head', 'auditor')),
  ended_at timestamptz(3),
  live boolean generated always as (case when ended_at is null then true end) stored,
  constraint role_grant_person_present foreign key (person_id, live) references register.person (id, present),
  constraint role_grant_person foreign key (person_id) references register.person
);
create unique index role_granted_once on register.role_grant (person_id, role) where ended_at is null;
create trigger takes_new before insert on register.role_grant for each row execute function register.takes_new('person_id');
create trigger b_ends_once before update on register.role_grant for each row execute function register.ends_once();

-- A token acts for a natural person, never with more than that person's rights. Only the hash of the secret is kept.
create table register.token (
  id uuid primary key,
  person_id uuid not null,
  name text not null,
  role text not null,
  read_only boolean not null,
  secret_hash text not null unique,
  expires_at timestamptz(3),
  ended_at timestamptz(3),
  live boolean generated always as (case when ended_at is null then true end) stored,
  constraint token_person_present foreign key (person_id, live) references register.person (id, present),
  constraint token_person foreign key (person_id) references register.person
);
create index token_by_person on register.token (person_id);
create trigger takes_new before insert on register.token for each row execute function register.takes_new('person_id');
create trigger b_ends_once before update on register.token for each row execute function register.ends_once();

-- A person keeps the same id for ever and is never deleted: the chain names them.
create trigger a_never_delete before delete on register.person for each row execute function ledger.never();

grant select, insert, update on register.organisation, register.site, register.department, register.person, register.role_grant, register.token to holdfast_app;

select ledger.keep('register.organisation', array['id', 'one', 'name', 'language', 'transfer_expires_days']),
       ledger.keep('register.site', array['id', 'name', 'country']),
       ledger.keep('register.department', array['id', 'name', 'parent_id', 'head_id']),
       ledger.keep('register.person', array['id', 'kind', 'department_id', 'site_id', 'manager_id', 'start_date', 'end_date', 'source', 'state', 'left_import_id', 'erased_at']),
       ledger.keep('register.role_grant', array['id', 'person_id', 'role', 'ended_at']),
       ledger.keep('register.token', array['id', 'person_id', 'role', 'read_only', 'expires_at', 'ended_at']);

-- The one exception to "the past does not change": the personal values of an erased person (GDPR Art. 17). State decides, not who asks:
-- nobody can blank what belongs to a person who is not erased, and nobody can un-erase.
create function register.only_of_the_erased() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  entry jsonb;
begin
  if tg_table_name = 'opening' then
    select bytes::jsonb into entry from ledger.entry where n = old.n;
    if entry ->> 'table' = 'person' and not entry -> 'after' ? 'erased_at'
       and exists (select from register.person where id = (entry #>> '{key,id}')::uuid and erased_at is not null) then return old; end if;
  elsif tg_op = 'UPDATE' and new.recorded_to = old.recorded_to and new.name = register.pseudonym(old.id)
    and (to_jsonb(new) - array['name', 'given_name', 'family_name', 'email', 'username', 'personnel_number', 'directory_id', 'job_title', 'company'])
      = (to_jsonb(old) - array['name', 'given_name', 'family_name', 'email', 'username', 'personnel_number', 'directory_id', 'job_title', 'company'])
    and coalesce(new.given_name, new.family_name, new.email, new.username, new.personnel_number, new.directory_id, new.job_title, new.company) is null
    and exists (select from register.person where id = old.id and erased_at is not null) then return new;
  elsif pg_trigger_depth() > 1 and old.recorded_to = 'infinity' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception using errcode = '42501', constraint = 'append_only', message = format('%I.%I is append-only: %s is refused', tg_table_schema, tg_table_name, lower(tg_op));
end $$;
create or replace trigger a_never_delete before delete on ledger.opening for each row execute function register.only_of_the_erased();
create or replace trigger a_never_update before update on register.person_version for each row execute function register.only_of_the_erased();
create or replace trigger a_never_delete before delete on register.person_version for each row execute function register.only_of_the_erased();

create function register.stays_erased() returns trigger language plpgsql as $$
begin
  if old.erased_at is not null then
    raise exception using errcode = '42501', constraint = 'stays_erased', message = 'this person has been erased; nothing about them can be written again';
  end if;
  if (new.erased_at is not null) <> ((ledger.current_change()).operation = 'person.erase') then
    raise exception using errcode = '42501', constraint = 'erase_in_own_change', message = 'a person is erased by the operation person.erase, which does nothing else to persons';
  end if;
  return new;
end $$;
create trigger b_stays_erased before update on register.person for each row execute function register.stays_erased();

-- Blanks every personal value of a person who has left, and what would open the commitments over them. Call it inside a change
-- with operation 'person.erase' and a reason; the pseudonym stands everywhere from then on, and every proof stays valid.
create function register.erase_person(leaver uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update register.person set name = register.pseudonym(leaver), given_name = null, family_name = null, email = null, username = null,
         personnel_number = null, directory_id = null, job_title = null, company = null, erased_at = (ledger.current_change()).at
   where id = leaver and state = 'left';
  if not found then
    raise exception using errcode = '23514', constraint = 'erase_after_leaving', message = 'only a person who has left can be erased';
  end if;
  delete from ledger.opening o using ledger.entry e
   where o.n = e.n and e.change_id in (select change_id from register.person_version where id = leaver)
     and e.bytes::jsonb ->> 'table' = 'person' and e.bytes::jsonb #>> '{key,id}' = leaver::text and not e.bytes::jsonb -> 'after' ? 'erased_at';
  update register.person_version set name = register.pseudonym(leaver), given_name = null, family_name = null, email = null, username = null,
         personnel_number = null, directory_id = null, job_title = null, company = null
   where id = leaver and recorded_to <> 'infinity';
  delete from auth."user" where person_id = leaver;
end $$;
revoke all on all functions in schema register from public;
grant execute on function register.erase_person, register.pseudonym to holdfast_app;
