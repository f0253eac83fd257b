import { app, both, owner, refuses } from '../../test/attack.ts'
import { begin } from '../../test/small-register.ts'

const beginning = (instant: string) =>
  `select ledger.begin(gen_random_uuid(), :anna, null, 'asset.edit', null, 'command', null, null, ${instant})`

refuses({
  // the log itself
  'an entry changed': owner('append_only', `update ledger.entry set bytes = replace(bytes, 'insert', 'update')`),
  'an entry deleted': owner('append_only', 'delete from ledger.entry where n = 1'),
  'all entries truncated': owner('append_only', 'truncate ledger.entry cascade'),
  'an entry of ones own': owner(
    'append_only',
    `insert into ledger.entry (change_id, bytes) select change_id, bytes from ledger.entry where n = 1`,
  ),
  'an entry of ones own under an old number': owner(
    'append_only',
    `insert into ledger.entry (n, change_id, bytes) overriding system value select 0, change_id, bytes from ledger.entry where n = 1`,
  ),
  'an entry written by the function of the journal': owner(
    'append_only',
    `select ledger.record(ledger.current_change(), 'asset', 'update', '{"id": 1}', null, '{}', null, null)`,
  ),
  'a change deleted': owner('append_only', 'delete from ledger.change'),
  'a change by somebody else': owner('append_only', 'update ledger.change set actor_id = :ben'),
  'a change on another day': owner('append_only', `update ledger.change set at = at - interval '1 day'`),
  'an opening changed': owner('append_only', `update ledger.opening set bytes = '{}'`),
  'an opening deleted of somebody who is here': owner('append_only', 'delete from ledger.opening'),
  'an opening of ones own': owner(
    'append_only',
    `insert into ledger.opening (n, salt, bytes) select n, decode(repeat('00', 32), 'hex'), '{}' from ledger.entry where n not in (select n from ledger.opening)`,
  ),
  'an entry kept out of the tree': owner('append_only', 'delete from ledger.pending'),
  'a number that waits for no entry': owner('append_only', 'insert into ledger.pending values (999999)'),
  'a leaf changed': owner('append_only', `update ledger.leaf set hash = sha256('') where idx = 0`),
  'a leaf deleted': owner('append_only', 'delete from ledger.leaf'),
  'a leaf of an entry that has one': owner(
    '23505',
    'insert into ledger.leaf select 999, n, hash from ledger.leaf where idx = 0',
  ),
  'a node changed': owner(
    'append_only',
    `insert into ledger.node values (1, 0, sha256('')); update ledger.node set hash = sha256('x')`,
  ),
  'a checkpoint changed': owner(
    'append_only',
    `insert into ledger.checkpoint values (1, 'o', '', now(), ''); update ledger.checkpoint set note = 'another'`,
  ),
  'a checkpoint deleted': owner(
    'append_only',
    `insert into ledger.checkpoint values (1, 'o', '', now(), ''); delete from ledger.checkpoint`,
  ),
  'a second checkpoint of one size': both(
    'checkpoint_pkey',
    `insert into ledger.checkpoint values (1, 'o', '', now(), ''), (1, 'o', '', now(), 'another')`,
  ),
  'the head of the tree deleted': owner('append_only', 'delete from ledger.head'),
  'a second head': owner('head_one_check', 'insert into ledger.head (one) values (false)'),
  'the tree truncated': owner(
    'append_only',
    'truncate ledger.leaf, ledger.node, ledger.pending, ledger.head, ledger.checkpoint',
  ),

  // who, when
  'a change at an instant of ones own': both('sample_clock', beginning(`'2020-01-01'`)),
  'two changes in one transaction': both('change_begun_once', `${beginning('null')}; ${beginning('null')}`),
  'a change begun after a write': both(
    'change_begun_once',
    `update register.site set name = 'Other works'; ${beginning('null')}`,
  ),
  'a register made a sample, to name instants': owner(
    '23505',
    `insert into ledger.installation values (:new, default, false, now()); insert into ledger.installation values (:newer, default, true, now())`,
  ),
  'a register turned into a sample': owner(
    'append_only',
    `insert into ledger.installation values (:new, default, false, now()); update ledger.installation set sample_clock = true`,
  ),
  'a tenure with a change that never was': both(
    'tenure_is_head',
    `insert into register.tenure (asset_id, seq, revision, owner_id, since, recorded_at, change_id, started_by)
     values (:press, 2, 2, :ben, '2026-01-01', '2020-01-01', :nobody, 'corrected')`,
  ),
  'a column that was clear, sealed from now on': owner(
    'append_only',
    `update ledger.kept set clear = array_remove(clear, 'owner_id') where table_name = 'asset'`,
  ),
  'a table that is kept no more': owner('append_only', 'delete from ledger.kept'),
  'an epoch changed': owner(
    'append_only',
    `insert into register.epoch (number, origin) values (2, 'o'); update register.epoch set origin = 'p'`,
  ),

  // around the journal
  'triggers of the session switched off': both(
    '42501',
    `set session_replication_role = replica; update register.site set name = 'x'`,
  ),
  'triggers of a table switched off': app('42501', 'alter table register.asset disable trigger user'),
  'a guard dropped': app('42501', 'drop trigger a_never_update on register.tenure'),
  'a constraint dropped': app('42501', 'alter table register.tenure drop constraint tenure_follows'),
  'a function of the ledger replaced': app(
    '42501',
    `create or replace function ledger.never() returns trigger language plpgsql as 'begin return old; end'`,
  ),
  'a rule that swallows writes': app('42501', 'create rule nothing as on insert to register.asset do instead nothing'),
  'a trigger of ones own': app(
    '42501',
    'create trigger mine before insert on register.asset for each row execute function suppress_redundant_updates_trigger()',
  ),
  'a table that inherits': app('42501', 'create temp table mine () inherits (register.tenure)'),
  'the role of the owner': app('42501', 'set role holdfast_owner'),
  'a table in a schema of the register': app('42501', 'create table register.mine (id int)'),
  'a function in the public schema': app(
    '42501',
    'create function public.mine() returns int language sql as $$ select 1 $$',
  ),
  'a schema of ones own': app('42501', 'create schema mine'),
  'rights granted to oneself': app(
    '42501',
    'grant update on register.tenure to public; update register.tenure set seq = 2',
  ),
  'a file written by the server': both('42501', `copy (select 1) to program 'true'`),
  'the migration number': app(
    '42501',
    `create or replace function ledger.migration() returns int language sql as 'select 99'`,
  ),

  // functions of the owner, called by somebody else
  'an entry by the journal on a table of ones own': app(
    '42501',
    `create temp table site (like register.site);
     create trigger mine after insert on site for each row execute function ledger.journal_site();
     insert into site values (:new, 'Never was', 'DE')`,
  ),
  'the stamp of a row on a table of ones own': app(
    '42501',
    `create temp table mine (recorded_at timestamptz, change_id uuid);
     create trigger mine before insert on mine for each row execute function ledger.stamp();
     insert into mine default values`,
  ),
  'a person locked by a table of ones own': app(
    '42501',
    `create temp table mine (person_id uuid);
     create trigger mine before insert on mine for each row execute function register.takes_new('person_id');
     insert into mine values (:anna)`,
  ),
  'the function of the journal': app(
    '42501',
    `select ledger.record(ledger.current_change(), 'asset', 'update', '{"id": 1}', null, '{}', null, null)`,
  ),
  'a table put under another journal': app('42501', `select ledger.keep('register.site', array['id'])`),
  'a key changed': both('key_is_kept', `${begin('find.edit')} update register.find set id = :new where id = :find`),
  'a key changed by merging': both(
    'key_is_kept',
    `merge into register.organisation o using (select 1) x on true when matched then update set id = :new`,
  ),
})
