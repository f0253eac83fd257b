-- The ledger: every change of every register table, append-only, in the transaction that makes it.
-- Nobody but holdfast_owner (whom no one logs in as while serving) may touch these tables except through the functions here.

create schema ledger;
create schema register;
create schema auth;
revoke all on schema public from public;
grant usage on schema ledger, register, auth to holdfast_app;

-- One row: which installation this is. A sample register is one for ever, the only kind in which a change may name its instant.
create table ledger.installation (
  id uuid primary key,
  one boolean not null default true unique check (one),
  sample_clock boolean not null,
  made_at timestamptz(3) not null
);

-- One row for each write transaction: who, when, why, from where. It is made after the row locks, so its instant is the order.
create table ledger.change (
  id uuid primary key,
  at timestamptz(3) not null,
  actor_id uuid,
  behalf_id uuid,
  operation text not null,
  reason text,
  origin text not null constraint change_origin check (origin in ('screen', 'api', 'command', 'import', 'job', 'migration', 'setup', 'sql')),
  token_id uuid,
  made_by text not null,
  migration int not null,
  idempotency_key text,
  transaction xid8
);
create unique index change_idempotency on ledger.change (actor_id, idempotency_key) where idempotency_key is not null;
create index change_by_time on ledger.change (at, id);

create table ledger.entry (
  n bigint generated always as identity primary key,
  change_id uuid not null references ledger.change,
  bytes text not null
);
create index entry_by_change on ledger.entry (change_id);

-- What opens an entry's commitment. The only ledger table with DELETE, and that through ledger.erase() alone.
create table ledger.opening (
  n bigint primary key references ledger.entry,
  salt bytea not null constraint opening_salt check (length(salt) = 32),
  bytes text not null
);

create table ledger.pending (n bigint primary key);
create table ledger.leaf (idx bigint primary key, n bigint not null unique references ledger.entry, hash bytea not null constraint leaf_hash check (length(hash) = 32));
-- Level 1 is the root over 256 leaves, level 2 over 65,536, and so on; whole ones only.
create table ledger.node (level int not null, idx bigint not null, hash bytea not null constraint node_hash check (length(hash) = 32), primary key (level, idx));
create table ledger.head (one boolean primary key default true check (one), size bigint not null default 0);
insert into ledger.head default values;
-- Every verifier key that checkpoints were signed with: those of a lost secret are still needed to check what it signed.
create table ledger.verifier_key (key text primary key, since timestamptz(3) not null);
create table ledger.checkpoint (
  size bigint not null,
  origin text not null,
  root bytea not null,
  at timestamptz(3) not null,
  note text not null,
  primary key (size, origin)
);

-- Refuses what would change the past. Used by every append-only table here and in register.
create function ledger.never() returns trigger language plpgsql as $$
begin
  raise exception using errcode = '42501', constraint = 'append_only',
    message = format(case tg_op when 'INSERT' then '%I.%I is written by the journal alone: %s is refused' else '%I.%I is append-only: %s is refused' end,
      tg_table_schema, tg_table_name, lower(tg_op));
end $$;

create function ledger.append_only(tbl regclass, but_update boolean default false, but_delete boolean default false) returns void language plpgsql as $$
begin
  if not but_update then execute format('create trigger a_never_update before update on %s for each row execute function ledger.never()', tbl); end if;
  if not but_delete then execute format('create trigger a_never_delete before delete on %s for each row execute function ledger.never()', tbl); end if;
  execute format('create trigger a_never_truncate before truncate on %s execute function ledger.never()', tbl);
end $$;

-- Refuses rows that a statement of its own brings: only a trigger, the journal, may write them. Making a trigger needs DDL.
create function ledger.journal_only(tbl regclass) returns void language plpgsql as $$
begin
  execute format('create trigger a_never_insert before insert on %s for each row when (pg_trigger_depth() = 0) execute function ledger.never()', tbl);
end $$;

select ledger.append_only('ledger.installation'), ledger.append_only('ledger.entry'), ledger.append_only('ledger.leaf'),
       ledger.append_only('ledger.node'), ledger.append_only('ledger.checkpoint'), ledger.append_only('ledger.verifier_key'),
       ledger.append_only('ledger.change'), ledger.append_only('ledger.opening', but_delete => true),
       ledger.append_only('ledger.pending', but_delete => true), ledger.append_only('ledger.head', but_update => true);
-- people/ replaces this one: an opening may go when the person it speaks of has been erased, and only then.
create trigger a_never_delete before delete on ledger.opening for each row execute function ledger.never();
select ledger.journal_only('ledger.entry'), ledger.journal_only('ledger.opening'), ledger.journal_only('ledger.pending');

-- An entry leaves the queue by entering the tree, never otherwise: what is missing there could not be proved, and nobody would notice.
create function ledger.pending_is_taken() returns trigger language plpgsql as $$
begin
  if exists (select from gone where not exists (select from ledger.leaf l where l.n = gone.n)) then
    raise exception using errcode = '42501', constraint = 'append_only', message = 'an entry leaves ledger.pending only by entering the tree';
  end if;
  return null;
end $$;
create trigger b_is_taken after delete on ledger.pending referencing old table as gone for each statement execute function ledger.pending_is_taken();

-- Whoever inserts a change, its instant is now. Only a sample register may name it, and only forwards.
create function ledger.change_is_now() returns trigger language plpgsql as $$
begin
  if not exists (select from ledger.installation where sample_clock) then
    new.at := date_trunc('milliseconds', clock_timestamp());
  elsif new.at is null then
    select greatest(date_trunc('milliseconds', clock_timestamp()), max(at)) into new.at from ledger.change;
  elsif new.at < (select max(at) from ledger.change) then
    raise exception using errcode = '23514', constraint = 'sample_clock_forwards',
      message = format('the sample clock only moves forwards: %s is before the last change', new.at);
  end if;
  new.made_by := session_user;
  new.migration := ledger.migration();
  new.transaction := pg_current_xact_id();
  return new;
end $$;
create trigger b_is_now before insert on ledger.change for each row execute function ledger.change_is_now();

-- Starts a change and answers its instant. Call it after the row locks: whoever waited for a lock must get the later instant.
-- Once in a transaction, and before its first write.
create function ledger.begin(
  change_id uuid, actor uuid, behalf uuid, operation text, reason text, origin text, token uuid, idempotency_key text, instant timestamptz default null
) returns timestamptz language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  begun timestamptz;
  set_to text;
begin
  if instant is not null then
    if not exists (select from ledger.installation where sample_clock) then
      raise exception using errcode = '42501', constraint = 'sample_clock', message = 'only a sample register may name the instant of a change';
    end if;
  end if;
  -- empty unless this transaction, or a SQL client, has set it
  if current_setting('holdfast.change', true) <> '' then
    if exists (select from ledger.change where id = current_setting('holdfast.change')::uuid and transaction = pg_current_xact_id()) then
      raise exception using errcode = '42501', constraint = 'change_begun_once', message = 'this transaction has begun its change already';
    end if;
  end if;
  insert into ledger.change (id, at, actor_id, behalf_id, operation, reason, origin, token_id, idempotency_key)
  values (change_id, date_trunc('milliseconds', instant), actor, behalf, operation, reason, origin, token, idempotency_key)
  returning at into begun;
  set_to := set_config('holdfast.change', change_id::text, true);
  return begun;
end $$;

-- Replaced by each migration run; a plain constant keeps it out of every write's way.
create function ledger.migration() returns int language sql immutable as $$ select 1 $$;

-- The change of this transaction. A writer that began none (a SQL client) gets one without actor, so nothing is ever unattributed.
create function ledger.current_change() returns ledger.change language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c ledger.change;
begin
  select * into c from ledger.change
   where id = nullif(current_setting('holdfast.change', true), '')::uuid and transaction = pg_current_xact_id();
  if not found then
    perform ledger.begin(gen_random_uuid(), null, null, 'database user ' || session_user, null, 'sql', null, null);
    select * into c from ledger.change where id = current_setting('holdfast.change')::uuid;
  end if;
  return c;
end $$;

-- Writes one entry of the ledger. The sealed images and the reason enter the tree as one commitment only (docs/formats/ledger-entry.md).
-- Answers the number of the entry.
create function ledger.record(c ledger.change, tbl text, op text, key jsonb, before jsonb, after jsonb, sealed_before jsonb, sealed_after jsonb) returns bigint
language plpgsql as $$
declare
  entry_bytes text;
  opening_bytes text;
  salt bytea;
  entry_n bigint;
begin
  -- an erasure does not seal once more what it takes away
  if after ? 'erased_at' then sealed_before := null; end if;
  if coalesce(sealed_before, sealed_after) is not null or c.reason is not null then
    -- 244 of the 256 bits are random: two version 4 UUIDs
    salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    opening_bytes := '{' || concat_ws(',', '"before":' || sealed_before::text, '"after":' || sealed_after::text, '"reason":' || to_json(c.reason)::text) || '}';
  end if;
  entry_bytes := '{"v":1,"migration":' || c.migration
    || ',"change":"' || c.id
    || '","at":"' || to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","actor":' || coalesce('"' || c.actor_id || '"', 'null')
    || ',"behalf":' || coalesce('"' || c.behalf_id || '"', 'null')
    || ',"operation":' || to_json(c.operation)::text
    || ',"origin":"' || c.origin
    || '","by":' || to_json(c.made_by)::text
    || ',"table":"' || tbl || '","op":"' || op || '","key":' || key::text
    || coalesce(',"before":' || before::text, '')
    || coalesce(',"after":' || after::text, '')
    || coalesce(',"sealed":"' || encode(sha256(salt || convert_to(opening_bytes, 'UTF8')), 'hex') || '"', '')
    || '}';
  insert into ledger.entry (change_id, bytes) values (c.id, entry_bytes) returning n into entry_n;
  if opening_bytes is not null then insert into ledger.opening (n, salt, bytes) values (entry_n, salt, opening_bytes); end if;
  insert into ledger.pending (n) values (entry_n);
  return entry_n;
end $$;

-- Of two images of one row, the old values of what changed.
create function ledger.changed(old_image jsonb, new_image jsonb) returns jsonb language sql immutable as $$
  select jsonb_object_agg(key, value) from jsonb_each(old_image) where new_image -> key is distinct from value
$$;

-- What ledger.keep() was told: which columns of a table are clear in the tree, and whether its rows are their own only version.
create table ledger.kept (table_name text primary key, key text[] not null, clear text[] not null, once boolean not null);

-- What was clear in the tree stays clear: a list that shrinks would tell verification to look away.
create function ledger.kept_grows() returns trigger language plpgsql as $$
begin
  if not new.clear @> old.clear or (new.table_name, new.key, new.once) is distinct from (old.table_name, old.key, old.once) then
    raise exception using errcode = '42501', constraint = 'append_only', message = format('what is clear of register.%I only grows', old.table_name);
  end if;
  return new;
end $$;
create trigger b_grows before update on ledger.kept for each row execute function ledger.kept_grows();
select ledger.append_only('ledger.kept', but_update => true);

-- Puts a register table under the ledger: its version table, its journal trigger, its guards. Columns are personal (sealed) unless
-- listed as clear. Call it again after adding columns: it adds them to the version table and makes the trigger anew.
-- `once`: rows are only ever inserted (the row is its own only version, it carries recorded_at), so there is no version table.
create function ledger.keep(tbl regclass, clear text[], once boolean default false) returns void language plpgsql as $keep$
declare
  rel name := (select relname from pg_class where oid = tbl);
  versions text := format('register.%I', rel || '_version');
  pk text[] := (select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) where i.indrelid = tbl and i.indisprimary);
  cols text[] := (select array_agg(attname::text order by attnum) from pg_attribute where attrelid = tbl and attnum > 0 and not attisdropped and attgenerated = '');
  sealed text[] := array(select c from unnest(cols) c where c <> all (clear));
  unknown text[] := array(select c from unnest(clear) c where c <> all (cols));
  col text;
  image text; opening text; body text;
begin
  if unknown <> '{}' then raise exception 'ledger.keep(%): no such columns: %', tbl, unknown; end if;
  insert into ledger.kept values (rel, pk, clear, once)
    on conflict (table_name) do update set key = excluded.key, clear = excluded.clear, once = excluded.once;
  if not once then
    if to_regclass(versions) is null then
      execute format('create table %s (recorded_from timestamptz(3) not null, recorded_to timestamptz(3) not null, change_id uuid not null references ledger.change)', versions);
    end if;
    for col in select format('%I %s', attname, format_type(atttypid, atttypmod)) from pg_attribute
                where attrelid = tbl and attnum > 0 and not attisdropped and attgenerated = ''
                  and attname not in (select attname from pg_attribute where attrelid = versions::regclass and attnum > 0) order by attnum
    loop execute format('alter table %s add column %s', versions, col); end loop;
    if not exists (select from pg_index where indrelid = versions::regclass and indisprimary) then
      execute format('alter table %s add primary key (%s, recorded_from)', versions, (select string_agg(quote_ident(c), ', ') from unnest(pk) c));
      execute format('create index on %s (change_id)', versions);
      perform ledger.append_only(versions::regclass, but_update => true, but_delete => true), ledger.journal_only(versions::regclass);
      execute format('create trigger a_never_update before update on %s for each row execute function ledger.version_closes_once()', versions);
      execute format('create trigger a_never_delete before delete on %s for each row execute function ledger.version_closes_once()', versions);
      execute format('grant select on %s to holdfast_app', versions);
    end if;
  end if;

  image := 'jsonb_build_object(' || (select string_agg(format('%L, %%1$s.%I', c, c), ', ') from unnest(clear) c) || ')';
  opening := case when sealed = '{}' then 'null::jsonb' else 'jsonb_build_object(' || (select string_agg(format('%L, %%1$s.%I', c, c), ', ') from unnest(sealed) c) || ')' end;

  body := format($f$
declare
  c ledger.change;
  entry_n bigint;
  key jsonb := %s;
  after_image jsonb; after_opening jsonb; before_image jsonb; before_opening jsonb;
begin
  if tg_op = 'UPDATE' then
    -- the same byte for byte: 1.0 and 1.00 are equal, but not the same
    if new *= old then return null; end if;
    if (%s) is distinct from (%s) then
      raise exception using errcode = '23514', constraint = 'key_is_kept', message = 'a row keeps its key for ever: its history hangs on it';
    end if;
  end if;
  -- as ledger.current_change() does, without the cost of calling it
  select * into c from ledger.change where id = nullif(current_setting('holdfast.change', true), '')::uuid and transaction = pg_current_xact_id();
  if not found then c := ledger.current_change(); end if;
$f$, 'jsonb_build_object(' || (select string_agg(format('%L, case when tg_op = ''DELETE'' then old.%I else new.%I end', c, c, c), ', ') from unnest(pk) c) || ')',
      (select string_agg('new.' || quote_ident(c), ', ') from unnest(pk) c), (select string_agg('old.' || quote_ident(c), ', ') from unnest(pk) c));

  if not once then
    body := body || format($f$
  if tg_op <> 'INSERT' then
    update %1$s set recorded_to = c.at where (%2$s) = (%3$s) and recorded_to = 'infinity' and recorded_from < c.at;
    if not found then
      -- the same change touches the row again: its own version is not yet past. Anything else is a clock or a race: try again.
      delete from %1$s where (%2$s) = (%3$s) and recorded_to = 'infinity' and change_id = c.id;
      if not found then
        raise exception using errcode = '40001', constraint = 'version_order', message = 'a later version of this row is already recorded';
      end if;
    end if;
  end if;
  if tg_op <> 'DELETE' then
    insert into %1$s (%4$s, recorded_from, recorded_to, change_id) values (%5$s, c.at, 'infinity', c.id);
  end if;
$f$, versions,
      (select string_agg(quote_ident(c), ', ') from unnest(pk) c), (select string_agg('old.' || quote_ident(c), ', ') from unnest(pk) c),
      (select string_agg(quote_ident(c), ', ') from unnest(cols) c), (select string_agg('new.' || quote_ident(c), ', ') from unnest(cols) c));
  end if;

  body := body || format($f$
  if tg_op <> 'DELETE' then after_image := %1$s; after_opening := %2$s; end if;
  if tg_op <> 'INSERT' then
    before_image := ledger.changed(%3$s, coalesce(after_image, '{}'));
    before_opening := ledger.changed(%4$s, coalesce(after_opening, '{}'));
  end if;
  -- `before` keeps its nulls: what was empty before must be told from what did not change, or a value slipped past these
  -- triggers would be credited to the next honest writer
  -- an assignment, for PERFORM would run a query of its own
  entry_n := ledger.record(c, %5$L, lower(tg_op), key, before_image, jsonb_strip_nulls(after_image), before_opening, after_opening);
  return null;
end $f$, format(image, 'new'), format(opening, 'new'), format(image, 'old'), format(opening, 'old'), rel);

  execute format('create or replace function ledger.%I() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = ''UTC'' as $body$%s$body$',
    'journal_' || rel, body);
  execute format('revoke all on function ledger.%I() from public', 'journal_' || rel);
  execute format('create or replace trigger z_journal after insert or update or delete on %s for each row execute function ledger.%I()', tbl, 'journal_' || rel);
  if not exists (select from pg_trigger where tgrelid = tbl and tgname = 'a_never_truncate') then
    perform ledger.append_only(tbl, but_update => not once, but_delete => not once);
  end if;
end $keep$;

-- A version is closed once, by the journal, and never touched again (people/ makes the exception for erased persons). Only a
-- trigger runs at this depth, and making one needs DDL.
create function ledger.version_closes_once() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() > 1 and old.recorded_to = 'infinity' then return case tg_op when 'DELETE' then old else new end; end if;
  raise exception using errcode = '42501', constraint = 'append_only', message = format('%I.%I is append-only: %s is refused', tg_table_schema, tg_table_name, lower(tg_op));
end $$;

-- Stamps a row that is its own only version: whatever the writer claimed, it was recorded at its change's instant.
create function ledger.stamp() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select at, id into new.recorded_at, new.change_id from ledger.change
   where id = nullif(current_setting('holdfast.change', true), '')::uuid and transaction = pg_current_xact_id();
  if not found then select at, id into new.recorded_at, new.change_id from ledger.current_change(); end if;
  return new;
end $$;

-- A register restored from a backup, or promoted from a replica, goes on under a new name: its checkpoints say which checkpoint
-- they continue, so nobody can mistake a fork for the log they knew.
create table register.epoch (
  number int primary key check (number >= 1),
  origin text not null,
  continues_origin text,
  continues_size bigint,
  continues_root text,
  recorded_at timestamptz(3) not null,
  change_id uuid not null references ledger.change
);
create trigger b_stamp before insert on register.epoch for each row execute function ledger.stamp();
grant select, insert on register.epoch to holdfast_app;
select ledger.keep('register.epoch', array['number', 'origin', 'continues_origin', 'continues_size', 'continues_root', 'recorded_at', 'change_id'], once => true);

-- Takes pending entries into the tree, at most `most`, in order. Two sequencers wait for each other on the head row.
create function ledger.sequence(most int) returns table (idx bigint, hash bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare start bigint;
begin
  select size into start from ledger.head for update;
  return query
  with taken as (
    delete from ledger.pending p where p.n in (select q.n from ledger.pending q order by q.n limit most) returning p.n
  ), grown as (
    insert into ledger.leaf as l (idx, n, hash)
    select start + row_number() over (order by t.n) - 1, t.n, sha256('\x00'::bytea || convert_to(e.bytes, 'UTF8'))
      from taken t join ledger.entry e on e.n = t.n
    returning l.idx, l.hash
  ), moved as (
    update ledger.head set size = start + (select count(*) from grown)
  )
  select g.idx, g.hash from grown g order by g.idx;
end $$;

-- Whoever may execute a trigger function may hang it on a temporary table of their own and so make it write: nobody may.
revoke all on all functions in schema ledger from public;
grant select on all tables in schema ledger to holdfast_app;
grant insert on ledger.node, ledger.checkpoint, ledger.verifier_key to holdfast_app;
grant execute on function ledger.begin, ledger.current_change, ledger.sequence, ledger.migration to holdfast_app;
