import { type ComponentChildren, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { plainChanges } from '#duties/readers/letters.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { zone } from '#shared/clock.ts'
import type { EditionLine, Editions } from '../../deps.ts'

/** Editions in a feed: what came into force in the last years. */
const most = 20

/** The editions that have come into force, newest first, each with what changed (Atom, RFC 4287). `site`: where it is read. It holds nothing about who reads it. */
export function changesFeed(editions: Editions, site: string, today: Temporal.PlainDate): string {
  const begun = editions
    .list()
    .filter((line) => Temporal.PlainDate.compare(firstDayOf(line), today) <= 0)
    .filter((line, at, all) => !all.slice(0, at).some((newer) => replacedAtOnce(line, newer)))
    .flatMap(({ id }) => editions.get(id) ?? [])
  const { edition } = editions.current()
  const feed = tag('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': edition.language ?? 'en-GB' }, [
    tag('id', {}, `${site}/notice/changes.atom`),
    tag('title', {}, `${edition.landlord.name}: changes to the privacy notice`),
    tag('updated', {}, momentOf(begun[0] ?? editions.current())),
    tag('author', {}, tag('name', {}, edition.landlord.name)),
    tag('link', { rel: 'self', href: `${site}/notice/changes.atom` }),
    tag('link', { rel: 'alternate', type: 'text/html', href: `${site}/notice/editions` }),
    ...begun.slice(0, most).map((each, at) => entry(each, begun[at + 1], site)),
  ])
  return `<?xml version="1.0" encoding="utf-8"?>\n${renderToString(feed)}\n`
}

/** Whether one counted for no day, because another was there by its first day: the other tells of both. */
function replacedAtOnce(line: EditionLine, newer: EditionLine): boolean {
  const by = [firstDayOf(line), line.publishedOn ?? '']
  const { publishedOn = '' } = newer
  return firstDayOf(newer) === firstDayOf(line) && by.some((day) => publishedOn <= day)
}

function entry(released: ReleasedEdition, before: ReleasedEdition | undefined, site: string) {
  const { edition, hash } = released
  const changed = before === undefined ? ['The first notice kept here'] : plainChanges(before.edition, edition)
  const href =
    before === undefined
      ? `${site}/notice/editions/${edition.id}`
      : `${site}/notice/editions/compare?from=${before.edition.id}&to=${edition.id}`
  return tag('entry', {}, [
    tag('id', {}, `${site}/notice/editions/${edition.id}#${hash}`),
    tag('title', {}, `${edition.title}, ${edition.dated}`),
    tag('updated', {}, momentOf(released)),
    tag('link', { rel: 'alternate', type: 'text/html', href }),
    tag('content', { type: 'text' }, changed.join('\n')),
  ])
}

/** The beginning of its first day. */
function momentOf({ edition }: ReleasedEdition): string {
  return Temporal.PlainDate.from(firstDayOf(edition)).toZonedDateTime(zone).toInstant().toString()
}

function tag(name: string, attributes: Readonly<Record<string, string>>, children?: ComponentChildren) {
  return h(name, attributes, children)
}
