-- How ownership moves: by a transfer that is released and accepted, in words that are kept. And who has the asset in hand.

create table register.transfer (
  id uuid primary key,
  asset_id uuid not null references register.asset,
  from_id uuid not null references register.person,
  to_id uuid not null references register.person,
  state text not null default 'open' constraint transfer_state check (state in ('open', 'accepted', 'declined', 'cancelled', 'expired')),
  reason text,
  offered_at timestamptz(3) not null,
  offered_by uuid references register.person,
  released_at timestamptz(3),
  released_by uuid references register.person,
  release_wording text,
  expires_at timestamptz(3) not null,
  decided_at timestamptz(3),
  decided_by uuid references register.person,
  wording text,
  began_seq int,
  accepted boolean generated always as (case when state = 'accepted' then true end) stored,
  live boolean generated always as (case when state = 'open' then true end) stored,
  unique (id, asset_id, to_id, accepted),
  constraint transfer_to_another check (from_id <> to_id),
  constraint transfer_decided check ((state = 'open') = (decided_at is null) and (state <> 'open' or decided_by is null)),
  constraint transfer_released_in_words check ((released_at is null) = (release_wording is null) and (released_at is null) = (released_by is null)),
  constraint transfer_accepted_in_words check (state <> 'accepted' or (wording is not null and released_at is not null and decided_by is not distinct from to_id)),
  constraint transfer_words check (wording <> '' and release_wording <> ''),
  constraint transfer_refused_with_reason check (state not in ('declined', 'cancelled') or wording is not null),
  constraint transfer_accepted_began_tenure check ((state = 'accepted') = (began_seq is not null)),
  constraint transfer_to_present foreign key (to_id, live) references register.person (id, present),
  constraint transfer_from_present foreign key (from_id, live) references register.person (id, present),
  constraint transfer_began foreign key (asset_id, began_seq, id) references register.tenure (asset_id, seq, transfer_id)
);
create unique index one_open_transfer on register.transfer (asset_id) where state = 'open';
create index transfer_by_asset on register.transfer (asset_id, offered_at);
create index transfer_by_receiver on register.transfer (to_id);
create index transfer_by_giver on register.transfer (from_id);
create index transfer_waiting_to on register.transfer (to_id, offered_at) where state = 'open';
create index transfer_waiting_from on register.transfer (from_id, offered_at) where state = 'open';
create index transfer_expiring on register.transfer (expires_at) where state = 'open';
create trigger takes_new before insert on register.transfer for each row execute function register.takes_new('to_id');
alter table register.tenure add constraint tenure_accepted foreign key (transfer_id, asset_id, owner_id, took)
  references register.transfer (id, asset_id, to_id, accepted);

-- Nobody accepts what its owner of that moment did not offer: a correction may have put somebody else there meanwhile.
create function register.accepted_from_owner() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select from_id from register.transfer where id = new.transfer_id)
     is distinct from (select owner_id from register.tenure where asset_id = new.asset_id and seq = new.seq - 1) then
    raise exception using errcode = '23514', constraint = 'accepted_from_owner', message = 'the owner of this moment did not offer this';
  end if;
  return null;
end $$;
create trigger from_owner after insert on register.tenure for each row when (new.transfer_id is not null) execute function register.accepted_from_owner();

-- A decided transfer is past: it keeps who, when and in what words.
create function register.transfer_decided_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' then
    raise exception using errcode = '23514', constraint = 'transfer_decided_once', message = 'this transfer is already decided';
  end if;
  if (new.id, new.asset_id, new.from_id, new.to_id, new.offered_at, new.offered_by) is distinct from (old.id, old.asset_id, old.from_id, old.to_id, old.offered_at, old.offered_by)
     or (old.released_at is not null and (new.released_at, new.released_by, new.release_wording) is distinct from (old.released_at, old.released_by, old.release_wording)) then
    raise exception using errcode = '23514', constraint = 'transfer_keeps_its_offer', message = 'what was offered and released does not change';
  end if;
  return new;
end $$;
create trigger b_decided_once before update on register.transfer for each row execute function register.transfer_decided_once();
create trigger a_never_delete before delete on register.transfer for each row execute function ledger.never();

-- A stated owner's own acceptance: same tenure, no new start. Also what the owner said who registered an asset for themselves.
create table register.acceptance (
  asset_id uuid not null,
  seq int not null,
  owner_id uuid not null,
  at timestamptz(3) not null,
  wording text not null check (wording <> ''),
  recorded_at timestamptz(3) not null,
  change_id uuid not null references ledger.change,
  primary key (asset_id, seq),
  constraint acceptance_not_in_future check (at <= recorded_at),
  constraint acceptance_of_tenure foreign key (asset_id, seq, owner_id) references register.tenure (asset_id, seq, owner_id)
);
create trigger b_stamp before insert on register.acceptance for each row execute function ledger.stamp();

-- Nobody has accepted before they did: an earlier instant is carried on from an acceptance, word for word, by a correction alone.
create function register.acceptance_is_carried() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from register.tenure where asset_id = new.asset_id and seq = new.seq and started_by = 'corrected' and change_id = new.change_id)
     and exists (select from register.acceptance where asset_id = new.asset_id and seq < new.seq and owner_id = new.owner_id and at = new.at and wording = new.wording
       union all select from register.transfer where asset_id = new.asset_id and state = 'accepted' and to_id = new.owner_id and decided_at = new.at and wording = new.wording
       union all select from register.provisional_owner where person_id = new.owner_id and accepted_at = new.at and wording = new.wording) then
    return null;
  end if;
  raise exception using errcode = '23514', constraint = 'acceptance_backdated', message = 'an acceptance counts from when it was given';
end $$;
create trigger is_carried after insert on register.acceptance for each row when (new.at < new.recorded_at) execute function register.acceptance_is_carried();

-- Who has it in hand: a person, or a place when nobody carries it.
create table register.holding (
  id uuid primary key,
  asset_id uuid not null references register.asset,
  person_id uuid references register.person,
  place text,
  began_at timestamptz(3) not null,
  ended_at timestamptz(3),
  live boolean generated always as (case when ended_at is null then true end) stored,
  constraint holding_by_person_or_place check ((person_id is null) <> (place is null)),
  constraint holding_person_present foreign key (person_id, live) references register.person (id, present)
);
create unique index one_holder on register.holding (asset_id) where ended_at is null;
create index holding_by_person on register.holding (person_id);
create trigger takes_new before insert on register.holding for each row execute function register.takes_new('person_id');
create trigger b_ends_once before update on register.holding for each row execute function register.ends_once();
create trigger a_never_delete before delete on register.holding for each row execute function ledger.never();

grant select, insert, update on register.transfer, register.holding to holdfast_app;
grant select, insert on register.acceptance to holdfast_app;
revoke all on function register.transfer_decided_once, register.accepted_from_owner, register.acceptance_is_carried from public;

select ledger.keep('register.transfer', array['id', 'asset_id', 'from_id', 'to_id', 'state', 'offered_at', 'offered_by', 'released_at', 'released_by',
         'expires_at', 'decided_at', 'decided_by', 'began_seq']),
       ledger.keep('register.acceptance', array['asset_id', 'seq', 'owner_id', 'at', 'recorded_at', 'change_id'], once => true),
       ledger.keep('register.holding', array['id', 'asset_id', 'person_id', 'began_at', 'ended_at']);
-- a decided transfer has one version, which begins when it was decided
alter table register.transfer_version add constraint transfer_decided_when_recorded check (
  (state = 'open' or decided_at = recorded_from) and offered_at <= recorded_from and (released_at is null or released_at <= recorded_from));
create index holding_version_by_asset on register.holding_version (asset_id, recorded_from, recorded_to);
create index transfer_version_by_asset on register.transfer_version (asset_id, recorded_from, recorded_to);
