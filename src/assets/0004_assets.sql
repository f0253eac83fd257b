-- The inventory and its chain of owners. The asset row is the head of its chain; asset, tenure (and transfer) change in one statement.

create table register.kind (
  id text primary key check (id ~ '^[a-z][a-z0-9_]*$'),
  domain text not null constraint kind_domain check (domain in ('hardware', 'software', 'network', 'cloud', 'data', 'contract')),
  names jsonb not null,
  ended_at timestamptz(3)
);
create table register.kind_field (
  id text primary key check (id ~ '^[a-z][a-z0-9_]*$'),
  kind_id text references register.kind,
  type text not null constraint kind_field_type check (type in ('text', 'number', 'date', 'boolean', 'choice')),
  names jsonb not null,
  choices jsonb,
  ended_at timestamptz(3)
);
create table register.model (
  id uuid primary key,
  manufacturer text not null default '',
  name text not null,
  number text not null default '',
  constraint model_taken unique (manufacturer, name, number)
);
create table register.supplier (id uuid primary key, name text not null constraint supplier_name_taken unique);
create table register.place (
  id uuid primary key,
  site_id uuid references register.site,
  parent_id uuid references register.place,
  name text not null,
  constraint place_name_taken unique nulls not distinct (site_id, parent_id, name)
);

-- Somebody who accepted once, in words, to be owner of what nobody else turns out to own.
create table register.provisional_owner (
  id uuid primary key,
  person_id uuid not null,
  wording text not null check (wording <> ''),
  accepted_at timestamptz(3) not null,
  ended_at timestamptz(3),
  live boolean generated always as (case when ended_at is null then true end) stored,
  constraint provisional_owner_person_present foreign key (person_id, live) references register.person (id, present),
  constraint provisional_owner_person foreign key (person_id) references register.person
);
create unique index provisional_owner_once on register.provisional_owner (person_id) where ended_at is null;
create trigger takes_new before insert on register.provisional_owner for each row execute function register.takes_new('person_id');
create trigger b_ends_once before update on register.provisional_owner for each row execute function register.ends_once();

create sequence register.asset_tag;

create table register.asset (
  id uuid primary key,
  tag text not null constraint asset_tag_taken unique check (tag <> ''),
  name text not null check (name <> ''),
  kind_id text not null references register.kind,
  status text not null default 'in_use' constraint asset_status
    check (status in ('ordered', 'received', 'registered', 'in_use', 'stored', 'in_transport', 'in_repair', 'returned', 'sanitised', 'disposed', 'lost', 'stolen')),
  tier int constraint asset_tier check (tier between 1 and 4),
  serial text,
  manufacturer text,
  model_id uuid references register.model,
  site_id uuid references register.site,
  place_id uuid references register.place,
  department_id uuid references register.department,
  supplier_id uuid references register.supplier,
  parent_id uuid references register.asset,
  order_number text,
  purchased_on date,
  cost_minor bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  warranty_ends_on date,
  support_ends_on date,
  updated_on date,
  firmware text,
  production_access boolean,
  customer_data_access boolean,
  personal_data boolean,
  processing_record text,
  information_class text,
  notes text,
  fields jsonb not null default '{}',
  labels text[] not null default '{}',
  -- the head of the chain
  owner_id uuid,
  owner_seq int not null,
  owner_revision int not null default 1,
  owner_since timestamptz(3) not null,
  owned boolean generated always as (case when owner_id is not null then true end) stored,
  ended boolean not null generated always as (owner_id is null) stored,
  search text generated always as (lower(name || E'\n' || tag || E'\n' || coalesce(serial, ''))) stored,
  constraint asset_disposed_has_no_owner check ((status = 'disposed') = (owner_id is null)),
  constraint asset_cost_has_currency check ((cost_minor is null) = (currency is null)),
  constraint asset_owner_present foreign key (owner_id, owned) references register.person (id, present)
);
create index asset_by_name on register.asset (name, id);
create index asset_by_owner on register.asset (owner_id, tier, name, id);
create index asset_by_owner_name on register.asset (owner_id, name, id);
create index asset_by_site on register.asset (site_id, name, id);
create index asset_by_kind on register.asset (kind_id, name, id);
create index asset_by_serial on register.asset (lower(serial));
create index asset_by_parent on register.asset (parent_id);
create index asset_search on register.asset using gin (search public.gin_trgm_ops) with (fastupdate = off);

-- Successive starts: the owner from `since` until the next start of the same revision. Insert-only. `revision` is the seq of the
-- first row of its revision; a correction writes a whole new revision, so it meets an acceptance on the primary key.
create table register.tenure (
  asset_id uuid not null references register.asset,
  seq int not null check (seq >= 1),
  revision int not null,
  owner_id uuid references register.person,
  since timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  change_id uuid not null references ledger.change,
  started_by text not null constraint tenure_started_by check (started_by in ('registered', 'accepted', 'provisional', 'corrected', 'disposed')),
  transfer_id uuid,
  provisional_id uuid,
  prev_seq int,
  prev_since timestamptz(3),
  took boolean generated always as (case when transfer_id is not null then true end) stored,
  ended boolean not null generated always as (owner_id is null) stored,
  primary key (asset_id, seq),
  unique (asset_id, revision, seq, since),
  unique (asset_id, revision, seq, since, ended),
  unique (asset_id, seq, owner_id),
  unique (asset_id, seq, transfer_id),
  constraint tenure_follows foreign key (asset_id, revision, prev_seq, prev_since) references register.tenure (asset_id, revision, seq, since),
  constraint tenure_provisional foreign key (provisional_id) references register.provisional_owner,
  -- in CASE, for a CHECK that comes to null lets pass
  constraint tenure_follows_in_order check (case when prev_seq is null then prev_since is null and revision = seq
    else prev_since is not null and prev_seq = seq - 1 and prev_since < since and revision < seq end),
  constraint tenure_not_in_future check (since <= recorded_at),
  constraint tenure_backdated_by_account check (since = recorded_at or started_by in ('registered', 'corrected')),
  constraint tenure_first_is_registered check ((seq = 1) = (started_by = 'registered')),
  constraint tenure_accepted_by_transfer check ((started_by = 'accepted') = (transfer_id is not null)),
  constraint tenure_provisional_named check (started_by <> 'provisional' or provisional_id is not null),
  constraint tenure_disposed_has_no_owner check ((started_by = 'disposed') = (owner_id is null)),
  constraint tenure_begins_by_account check (prev_seq is not null or started_by in ('registered', 'corrected'))
);
create unique index tenure_uses_transfer_once on register.tenure (transfer_id) where transfer_id is not null;
create index tenure_by_owner on register.tenure (owner_id, asset_id);
-- What the register learned later than it was true: the only rows that make "as of" differ from what was recorded then.
create index tenure_backdated on register.tenure (asset_id, seq) where since < recorded_at;
create index tenure_backdated_by_owner on register.tenure (owner_id, asset_id) where since < recorded_at;

alter table register.asset
  add constraint asset_head_is_tenure foreign key (id, owner_revision, owner_seq, owner_since, ended) references register.tenure (asset_id, revision, seq, since, ended),
  add constraint asset_head_is_its_owner foreign key (id, owner_seq, owner_id) references register.tenure (asset_id, seq, owner_id);

create trigger b_stamp before insert on register.tenure for each row execute function ledger.stamp();

-- What keys and checks cannot say of a tenure. Asked when its statement is over: until then rows come in any order.
create function register.tenure_continues() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before register.tenure;
begin
  if (select owner_seq from register.asset where id = new.asset_id) is distinct from (select max(seq) from register.tenure where asset_id = new.asset_id) then
    raise exception using errcode = '23514', constraint = 'tenure_is_head', message = 'the asset does not point at its last tenure';
  end if;
  if new.seq = 1 then return null; end if;
  select * into before from register.tenure where asset_id = new.asset_id and seq = new.seq - 1;
  if not found then
    raise exception using errcode = '23514', constraint = 'tenure_without_gap', message = format('tenure %s has no tenure %s before it', new.seq, new.seq - 1);
  end if;
  if before.owner_id is null then
    raise exception using errcode = '23514', constraint = 'tenure_after_disposal', message = 'a disposed asset has no next owner';
  end if;
  if new.started_by = 'provisional' and not exists (select from register.provisional_owner where id = new.provisional_id and person_id = new.owner_id) then
    raise exception using errcode = '23514', constraint = 'tenure_provisional_is_owner', message = 'only who accepted to be provisional owner becomes it';
  end if;
  if new.started_by = 'corrected' and new.prev_seq is null
     and new.since > (select recorded_at from register.tenure where asset_id = new.asset_id and seq = 1) then
    raise exception using errcode = '23514', constraint = 'correction_covers_registration', message = 'a correction that begins after the registration would leave a time without owner';
  end if;
  if new.started_by = 'corrected' and new.prev_seq is not null and (before.started_by <> 'corrected' or before.change_id <> new.change_id) then
    raise exception using errcode = '23514', constraint = 'correction_is_whole', message = 'a correction writes a whole account of its own, not one more owner';
  end if;
  return null;
end $$;
create trigger continues after insert on register.tenure for each row execute function register.tenure_continues();

create function register.head_moves_forward() returns trigger language plpgsql as $$
begin
  if new.owner_seq < old.owner_seq or new.id <> old.id
     or (new.owner_seq = old.owner_seq and (new.owner_id, new.owner_revision, new.owner_since) is distinct from (old.owner_id, old.owner_revision, old.owner_since)) then
    raise exception using errcode = '23514', constraint = 'head_moves_forward', message = 'the owner changes only by a later tenure';
  end if;
  return new;
end $$;
create trigger b_head_moves_forward before update on register.asset for each row execute function register.head_moves_forward();
create trigger takes_new before insert or update of owner_id on register.asset for each row execute function register.takes_new('owner_id');
create trigger a_never_delete before delete on register.asset for each row execute function ledger.never();

-- An owner unclear: a row of an import or a registration whose owner is no known person, or who declined. Ends in a decision.
create table register.find (
  id uuid primary key,
  type text not null constraint find_type check (type in ('owner_unclear')),
  asset_id uuid not null references register.asset,
  stated text,
  reason text,
  opened_at timestamptz(3) not null,
  decided_at timestamptz(3),
  decision text constraint find_decision check (decision in ('transferred', 'kept')),
  decided_by uuid references register.person,
  decision_reason text,
  constraint find_decided check ((decided_at is null) = (decision is null) and (decided_at is null) = (decided_by is null))
);
create unique index find_open_once on register.find (asset_id, type) where decided_at is null;

grant select, insert, update on register.kind, register.kind_field, register.model, register.supplier, register.place, register.asset,
  register.provisional_owner, register.find to holdfast_app;
grant select, insert on register.tenure to holdfast_app;
grant usage on sequence register.asset_tag to holdfast_app;
revoke all on function register.tenure_continues, register.head_moves_forward from public;

select ledger.keep('register.kind', array['id', 'domain', 'names', 'ended_at']),
       ledger.keep('register.kind_field', array['id', 'kind_id', 'type', 'names', 'choices', 'ended_at']),
       ledger.keep('register.model', array['id', 'manufacturer', 'name', 'number']),
       ledger.keep('register.supplier', array['id', 'name']),
       ledger.keep('register.place', array['id', 'site_id', 'parent_id', 'name']),
       ledger.keep('register.provisional_owner', array['id', 'person_id', 'accepted_at', 'ended_at']),
       ledger.keep('register.asset', array['id', 'tag', 'kind_id', 'status', 'tier', 'serial', 'manufacturer', 'model_id', 'site_id', 'place_id',
         'department_id', 'supplier_id', 'parent_id', 'order_number', 'purchased_on', 'cost_minor', 'currency', 'warranty_ends_on', 'support_ends_on',
         'updated_on', 'firmware', 'production_access', 'customer_data_access', 'personal_data', 'processing_record', 'information_class',
         'owner_id', 'owner_seq', 'owner_revision', 'owner_since']),
       ledger.keep('register.tenure', array['asset_id', 'seq', 'revision', 'owner_id', 'since', 'recorded_at', 'change_id', 'started_by', 'transfer_id',
         'provisional_id', 'prev_seq', 'prev_since'], once => true),
       ledger.keep('register.find', array['id', 'type', 'asset_id', 'opened_at', 'decided_at', 'decision', 'decided_by']);

-- The twins of the list indexes, for the past.
alter table register.asset_version add column search text generated always as (lower(name || E'\n' || tag || E'\n' || coalesce(serial, ''))) stored;
create index asset_version_by_name on register.asset_version (name, id, recorded_from, recorded_to);
create index asset_version_by_owner on register.asset_version (owner_id, tier, name, id, recorded_from, recorded_to);
create index asset_version_by_site on register.asset_version (site_id, name, id, recorded_from, recorded_to);
create index asset_version_by_kind on register.asset_version (kind_id, name, id, recorded_from, recorded_to);
