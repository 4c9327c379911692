import type { JSX } from 'preact'
import type { Contact } from '#duties/contacts/amend.ts'
import { itemsOf } from '#duties/openings/view.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { wordOf } from '#records/words-of.ts'
import { Link, LinkLine, Tag, Timeline } from '../../components/index.ts'
import { dayAndTime, legible, longDate } from '../kit.ts'
import { type Held, onRecord } from '../record/on-record.ts'
import { spokenWith } from './note-form.tsx'

/** Contacts and colleagues' notes, newest first, each with what was added to it. */
export const contactsOnRecord = onRecord(contacts, Contacts)

type Shown = Held<Contact>

function Contacts({ items, section, at, view }: Shown): JSX.Element {
  const ids = new Set(items.map(({ id }) => id))
  // What an addition belongs to may be gone before it: it then stands by itself.
  const own = items.filter(({ addsTo }) => addsTo === null || !ids.has(addsTo))
  const recordings = view.filter(({ part }) => part.type === callRecording && part.category === callRecording.category).flatMap(itemsOf)
  return (
    <Timeline
      empty="Nothing is recorded."
      entries={own.map((item) => ({
        title: legible(item.topic),
        tags: tagsOf(item),
        happened: item.happenedAt,
        when: dayAndTime(item.happenedAt),
        meta: metaOf(item),
        children: (
          <>
            <Words {...item} />
            {items
              .filter(({ addsTo }) => addsTo === item.id)
              .toSorted((one, other) => one.collectedAt.localeCompare(other.collectedAt))
              .map((addition) => (
                <Addition {...addition} at={section.changeable ? at : null} />
              ))}
            {recordings
              .filter(({ id, contactId, mediaId }) => mediaId !== null && (contactId === item.id || id === item.recordingId))
              .map(({ id }) => (
                <LinkLine href={`${at}/recordings/${String(id)}`} text="Listen to this call" />
              ))}
            {section.changeable ? <Amend {...item} at={at} text="Add or correct" /> : null}
          </>
        ),
      }))}
    />
  )
}

function tagsOf({ kind, identity, addsTo }: Contact): JSX.Element {
  return (
    <>
      {kind === 'note' ? <Tag>{wordOf(contactLog.fields.kind, kind)}</Tag> : null}{' '}
      {identity === 'not-checked' ? <Tag tone="yellow">Identity not checked</Tag> : null}{' '}
      {addsTo === null ? null : <Tag>Added to something we no longer keep</Tag>}
    </>
  )
}

/** How, with whom, which call, and who wrote it. */
function metaOf({ kind, channel, source, callReference, takenBy }: Contact): string {
  const known = Object.entries(spokenWith).find(([each]) => each === source && each !== 'the-person')?.[1]
  const who = known === undefined ? null : `with ${known.charAt(0).toLowerCase()}${known.slice(1)}`
  const words = [
    channel === null ? null : wordOf(contactLog.fields.channel, channel),
    who,
    callReference === null ? null : `call ${callReference}`,
    takenBy === null ? null : `${kind === 'note' ? 'written' : 'taken'} by ${takenBy}`,
  ]
  return words.filter((word) => word !== null).join(' · ')
}

function Words({ summary, promised, promisedBy }: Contact): JSX.Element {
  return (
    <>
      {summary === null ? null : <p class="govuk-body app-note__words">{summary}</p>}
      {promisedBy === null ? null : (
        <p class="govuk-body">
          <strong>Promised for {longDate(promisedBy)}:</strong> {legible(promised)}
        </p>
      )}
    </>
  )
}

/** Dated and named. `at`: the address of the record, null where nothing may be changed. */
function Addition({ at, ...item }: Contact & { readonly at: string | null }): JSX.Element {
  return (
    <div class="app-addition">
      <p class="app-timeline__meta">
        Added <time dateTime={item.collectedAt}>{dayAndTime(item.collectedAt)}</time>
        {item.takenBy === null ? null : ` by ${item.takenBy}`}
      </p>
      <p class="govuk-body app-note__words">{legible(item.summary)}</p>
      {at === null ? null : <Amend {...item} at={at} text="Correct this addition" />}
    </div>
  )
}

function Amend({ at, id, topic, happenedAt, text }: Contact & { readonly at: string; readonly text: string }): JSX.Element {
  return (
    <p class="govuk-body">
      <Link href={`${at}/contacts/${id}`}>
        {text}
        <span class="govuk-visually-hidden">
          : {legible(topic)}, {dayAndTime(happenedAt)}
        </span>
      </Link>
    </p>
  )
}
