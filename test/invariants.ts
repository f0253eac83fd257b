import type pg from 'pg'

// What must hold of a register after anything at all has been done to it, asked in SQL that shares nothing with the program.

const chain: Record<string, string> = {
  'an asset has one owner until it is disposed of, and none after': `
    select id from register.asset where (owner_id is null) <> (status = 'disposed')`,
  'the head is the last tenure': `
    select a.id from register.asset a left join lateral (
      select * from register.tenure t where t.asset_id = a.id order by seq desc limit 1) t on true
    where (a.owner_id, a.owner_seq, a.owner_revision, a.owner_since) is distinct from (t.owner_id, t.seq, t.revision, t.since)`,
  'tenures are numbered without a gap': `
    select asset_id from register.tenure group by asset_id having min(seq) <> 1 or max(seq) <> count(*)`,
  'in a revision each tenure begins after the one before it': `
    select asset_id, seq from (
      select *, lag(seq) over chain as before_seq, lag(since) over chain as before_since, lag(owner_id) over chain as before_owner
        from register.tenure window chain as (partition by asset_id, revision order by seq)) t
    where (prev_seq, prev_since) is distinct from (before_seq, before_since) or since <= before_since or since > recorded_at
       or (before_seq is null and revision <> seq) or (before_seq is not null and (before_seq <> seq - 1 or before_owner is null))`,
  'every revision has an owner since the registration': `
    select t.asset_id, t.seq from register.tenure t join register.tenure first on first.asset_id = t.asset_id and first.seq = 1
    where t.prev_seq is null and t.since > first.recorded_at`,
  'an accepted tenure and its transfer name each other': `
    select t.asset_id, t.seq from register.tenure t full join register.transfer x on x.id = t.transfer_id
    where (t.transfer_id is not null or x.state = 'accepted')
      and (x.state, x.asset_id, x.began_seq, x.to_id, x.decided_by) is distinct from ('accepted', t.asset_id, t.seq, t.owner_id, t.owner_id)`,
  'an asset has one open transfer at most': `
    select asset_id from register.transfer where state = 'open' group by asset_id having count(*) > 1`,
  'nothing is attached to anybody who has left': `
    select id, what from register.person join (
      select owner_id, 'asset' from register.asset
      union all select from_id, 'offer' from register.transfer where state = 'open'
      union all select to_id, 'offer' from register.transfer where state = 'open'
      union all select person_id, 'holding' from register.holding where ended_at is null
      union all select person_id, 'role' from register.role_grant where ended_at is null
      union all select person_id, 'token' from register.token where ended_at is null
      union all select person_id, 'standing' from register.provisional_owner where ended_at is null) attached (person_id, what) on person_id = id
    where state = 'left'`,
  'every entry is in the tree or waits to be': `
    select n from ledger.entry full join ledger.pending using (n) full join ledger.leaf using (n)
    where entry.bytes is null or (pending.n is null) = (leaf.n is null)`,
  'the tree is as large as its leaves are many': `
    select size from ledger.head where size <> (select count(*) from ledger.leaf) or size <> (select coalesce(max(idx) + 1, 0) from ledger.leaf)`,
}

/** Every way in which a register is not what it promises to be; empty when it is. Reads as a role that may read everything. */
export async function invariants(client: pg.Client): Promise<string[]> {
  await client.query("set timezone = 'UTC'")
  const broken: string[] = []
  const ask = async (rule: string, question: string) => {
    const { rows } = await client.query(question)
    if (rows.length > 0) broken.push(`${rule}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  for (const [rule, question] of Object.entries(chain)) await ask(rule, question)
  for (const table of await tables(client)) {
    await ask(`a present row of ${table.name} is what its last entry left`, lastEntry(table))
    if (!table.versioned) continue
    await ask(`the last version of ${table.name} is the present row`, lastVersion(table))
    await ask(`the versions of ${table.name} follow one another`, spans(table))
  }
  return broken
}

interface Table {
  name: string
  versioned: boolean
  key: string[]
  columns: string[]
}

async function tables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select relname as name, to_regclass('register.' || relname || '_version') is not null as versioned,
           array(select attname::text from pg_attribute a join pg_index i on i.indrelid = c.oid and indisprimary and attnum = any (indkey)
                  where attrelid = c.oid order by attnum) as key,
           array(select attname::text from pg_attribute
                  where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns
      from pg_class c where relnamespace = 'register'::regnamespace and relkind = 'r' and relname !~ '_version$' order by 1`)
  return rows
}

const image = (alias: string, columns: string[]) =>
  `jsonb_strip_nulls(jsonb_build_object(${columns.map((column) => `'${column}', ${alias}."${column}"`).join(', ')}))`

const lastEntry = ({ name, key, columns }: Table) => `
  with last as (
    select distinct on (e.bytes::jsonb -> 'key') e.bytes::jsonb as entry, o.bytes::jsonb as sealed, o.n is not null as open
      from ledger.entry e left join ledger.opening o using (n)
     where e.bytes like '%,"table":"${name}",%' and e.bytes::jsonb ->> 'table' = '${name}' order by e.bytes::jsonb -> 'key', n desc)
  select coalesce(entry -> 'key', ${image('r', key)}) as key
    from (select entry, jsonb_strip_nulls(coalesce(entry -> 'after', '{}') || coalesce(sealed -> 'after', '{}')) as after,
                 open or not entry ? 'sealed' as whole
            from last where entry ->> 'op' <> 'delete') e
    full join register."${name}" r on entry -> 'key' = ${image('r', key)}
   where entry is null or r."${key[0]}" is null
      or case when whole then ${image('r', columns)} <> after else not ${image('r', columns)} @> after end`

const lastVersion = ({ name, key, columns }: Table) => `
  select ${image('r', key)} as key from register."${name}" r
    full join (select * from register."${name}_version" where recorded_to = 'infinity') v on ${image('v', key)} = ${image('r', key)}
   where ${image('r', columns)} <> ${image('v', columns)}`

const spans = ({ name, key }: Table) => `
  select * from (
    select ${image('v', key)} as key, recorded_from, recorded_to, lead(recorded_from) over (partition by ${image('v', key)} order by recorded_from) as next
      from register."${name}_version" v) v
   where recorded_to <= recorded_from or next < recorded_to`
