import type { Session } from './database.ts'
import { ownRoles, takenRoles } from './role-names.ts'

/**
 * The definitions of a landlord's schema, one sorted line each: tables, columns, constraints, indexes, triggers and whether they are
 * enabled, rules, policies, functions, views, types, owners, privileges, and the database's own roles and what they may do. Left out is
 * what differs between schemas (the name, and the count of transactions in `evidence_offset`), so that two schemas made by the same
 * migrations have the same lines. Any other line means that something else changed the schema.
 */
export async function definitionsOf(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ line: string }>(
    `select line from (${parts.join(' union all ')}) as lines(line) order by line collate "C"`,
  )
  return rows.map(({ line }) => line.replaceAll(/\s+/g, ' '))
}

const schema = 'current_schema()::regnamespace'
const ofSchema = `c.relnamespace = ${schema}`
/** The schema's own roles, except those of activities, which the edition creates. */
const ofOwnRoles = `r.rolname = any(array[${ownRoles.map((kind) => `current_schema() || '_${kind}'`).join(', ')}])`
const ofActivity = `starts_with(r.rolname, current_schema() || '__')`
/** A role by its name without the schema's name; `ANOTHER` for any other role, such as the administrator. */
const roleSql = (oid: string) =>
  `case when ${oid} = 0 then 'PUBLIC' when starts_with(pg_get_userbyid(${oid}), current_schema() || '_')
    then substr(pg_get_userbyid(${oid}), length(current_schema()) + 2) else 'ANOTHER' end`
/** Words for a rare condition; null where it does not apply. */
const where = (condition: string, words: string) => `case when ${condition} then ${words} end`
const line = (...words: readonly string[]) => `select concat_ws(' ', ${words.join(', ')})`

const mighty = ['superuser', 'bypassrls', 'canlogin', 'createrole', 'createdb', 'replication'].map((word) =>
  where(word === 'superuser' ? 'r.rolsuper' : `r.rol${word}`, `'${word}'`),
)

/** `text` with `SCHEMA` in place of this schema's name, in a search path or before a table. */
const unnamed = (text: string) =>
  `replace(replace(${text}, '=' || current_schema() || ',', '=SCHEMA,'), current_schema() || '.', 'SCHEMA.')`

/** Leaves out the count of transactions, which is a number of one schema's own. */
function bodySql(): string {
  const body = unnamed('coalesce(pg_get_function_sqlbody(f.oid), f.prosrc)')
  return `case when f.proname = 'evidence_offset' then regexp_replace(${body}, '\\d+', 'N') else ${body} end`
}

const parts: readonly string[] = [
  `${line("'relation'", 'c.relname', "'kind'", 'c.relkind::text', "'owner'", roleSql('c.relowner'), where('c.relrowsecurity', "'row security'"), where("c.relpersistence <> 'p'", "'not logged'"), 'c.reloptions::text')}
    from pg_class c where ${ofSchema} and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')`,
  `${line("'column'", "c.relname || '.' || a.attname", 'format_type(a.atttypid, a.atttypmod)', where('a.attnotnull', "'not null'"), where("a.attidentity <> ''", "'identity ' || a.attidentity::text"), where("a.attgenerated <> ''", "'generated ' || a.attgenerated::text"), "'default ' || pg_get_expr(d.adbin, d.adrelid, true)")}
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${ofSchema} and c.relkind in ('r', 'p', 'c', 'f') and a.attnum > 0 and not a.attisdropped`,
  `${line("'constraint'", "c.relname || '.' || n.conname", 'pg_get_constraintdef(n.oid, true)', where('not n.convalidated', "'not validated'"), where('not n.conenforced', "'not enforced'"))}
    from pg_constraint n join pg_class c on c.oid = n.conrelid where ${ofSchema} and n.contype <> 'n'`,
  `${line("'index'", 'pg_get_indexdef(i.indexrelid, 0, true)', where('not i.indisvalid', "'not valid'"))}
    from pg_index i join pg_class c on c.oid = i.indrelid where ${ofSchema}`,
  `${line("'trigger'", 'pg_get_triggerdef(t.oid, true)', where("t.tgenabled <> 'O'", "'switched ' || t.tgenabled::text"))}
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where ${ofSchema} and not t.tgisinternal`,
  // The database's own triggers, for foreign keys, are only listed if somebody changed whether they are enabled.
  `${line("'trigger of a foreign key of'", 'c.relname', "'switched ' || t.tgenabled::text")}
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where ${ofSchema} and t.tgisinternal and t.tgenabled <> 'O'`,
  `${line("'rule'", 'pg_get_ruledef(r.oid, true)', where("r.ev_enabled <> 'O'", "'switched ' || r.ev_enabled::text"))}
    from pg_rewrite r join pg_class c on c.oid = r.ev_class where ${ofSchema} and (c.relkind <> 'v' or r.rulename <> '_RETURN')`,
  `${line("'view'", 'c.relname', 'pg_get_viewdef(c.oid, true)')} from pg_class c where ${ofSchema} and c.relkind in ('v', 'm')`,
  `${line("'policy'", "c.relname || '.' || p.polname")} from pg_policy p join pg_class c on c.oid = p.polrelid where ${ofSchema}`,
  `${line("'child'", 'i.inhrelid::regclass::text', "'of'", 'c.relname')} from pg_inherits i join pg_class c on c.oid = i.inhparent where ${ofSchema}`,
  `${line("'function'", "f.proname || '(' || pg_get_function_arguments(f.oid) || ')'", "'returns ' || pg_get_function_result(f.oid)", 'l.lanname', "'owner'", roleSql('f.proowner'), "'volatile ' || f.provolatile::text", where('f.prosecdef', "'as its owner'"), unnamed('f.proconfig::text'), bodySql())}
    from pg_proc f join pg_language l on l.oid = f.prolang where f.pronamespace = ${schema}`,
  `${line("'privilege'", 'x.privilege_type', 'c.relname', "'to'", roleSql('x.grantee'), where('x.is_grantable', "'with grant'"))}
    from pg_class c, aclexplode(c.relacl) x where ${ofSchema} and x.grantee <> c.relowner`,
  `${line("'privilege'", 'x.privilege_type', "c.relname || '(' || a.attname || ')'", "'to'", roleSql('x.grantee'), where('x.is_grantable', "'with grant'"))}
    from pg_attribute a join pg_class c on c.oid = a.attrelid, aclexplode(a.attacl) x where ${ofSchema} and x.grantee <> c.relowner`,
  `${line("'privilege'", 'x.privilege_type', "'function'", 'f.proname', "'to'", roleSql('x.grantee'))}
    from pg_proc f, aclexplode(f.proacl) x where f.pronamespace = ${schema} and x.grantee <> f.proowner`,
  `${line("'privilege'", 'x.privilege_type', "'schema to'", roleSql('x.grantee'))}
    from pg_namespace n, aclexplode(n.nspacl) x where n.oid = ${schema} and x.grantee <> n.nspowner`,
  `${line("'role'", roleSql('r.oid'), ...mighty)} from pg_roles r where ${ofOwnRoles}`,
  `${line("'role'", roleSql('r.oid'), ...mighty)} from pg_roles r where ${ofActivity} and (r.rolsuper or r.rolbypassrls or r.rolcanlogin
    or r.rolcreaterole or r.rolcreatedb or r.rolreplication)`,
  `${line("'role'", roleSql('m.member'), "'may take'", roleSql('m.roleid'), where('m.inherit_option', "'inherits'"), where('m.set_option', "'sets'"), where('m.admin_option', "'administers'"))}
    from pg_auth_members m join pg_roles r on r.oid = m.roleid
    where (${ofOwnRoles} or (${ofActivity} and (m.inherit_option or m.admin_option))) and starts_with(pg_get_userbyid(m.member), current_schema() || '_')`,
  `${line("'role'", roleSql('m.member'), "'may take'", roleSql('m.roleid'))} from pg_auth_members m join pg_roles r on r.oid = m.member
    where ${ofActivity} or r.rolname = any(array[${takenRoles.map((kind) => `current_schema() || '_${kind}'`).join(', ')}])`,
  `${line("'setting of'", roleSql('s.setrole'), 's.setconfig::text')} from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
    where ${ofOwnRoles} or ${ofActivity}`,
  `${line("'default privilege'", 'd.defaclacl::text')} from pg_default_acl d where d.defaclnamespace = ${schema}`,
  `${line("'event trigger'", 'e.evtname', "'on'", 'e.evtevent')} from pg_event_trigger e where e.evtenabled <> 'D'`,
]
