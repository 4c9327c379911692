import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { NotPermitted } from '#decisions/decision.ts'
import type { FieldProps } from '../components/form-group.tsx'
import { FileUpload } from '../components/index.ts'
import { type Question, wrong } from '../form/question.ts'
import { type SentFile, takesFile } from '../form-with-file.ts'
import type { Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import type { Ended } from './button.tsx'
import type { Door, Visit } from './door.ts'
import { type FormOf, faultAt, formRoutes } from './form-page.tsx'
import { loaded, wayBack } from './pages.tsx'

/** `faults`: what a file can be that its sender can do something about; it is said at the file's box. */
export type FileFormOf<V extends Visit, Shown, A, E extends Ended, File> = Omit<FormOf<V, Shown, A, E>, 'act' | 'posts'> &
  Required<Pick<FormOf<V, Shown, A, E>, 'faults'>> & {
    /** Who may send it, in place of the door's own `sends`. */
    readonly sends: RouteShorthandOptions
    readonly mostBytes: number
    /** Why they may not send it at all: asked before anything of it is read, and again by `act`. */
    mayNot?(visit: V): Promise<NotPermitted | null>
    take(request: FastifyRequest): Promise<SentFile<File>>
    act(visit: V, answers: A, file: File | null): Promise<E>
  }

/** A page with a form that brings a file, which one of its questions (`fileBox`) asks for. */
export function fileForm<V extends Visit, Shown, A, E extends Ended, File>(
  app: FastifyInstance,
  door: Door<V>,
  of: FileFormOf<V, Shown, A, E, File>,
): void {
  const page = formRoutes(app, door, { ...of, form: () => of.form, enctype: 'multipart/form-data' })
  const again = (visit: V, refused: Refusal) => loaded(door, of, visit, (shown) => page.show(visit, shown, refused))
  // Who may not come here, or not send it, has nothing of it read.
  const before = door.enter(async (visit) => {
    const refusal = (await of.mayNot?.(visit)) ?? null
    if (refusal !== null) return door.refuse(visit, refusal, 'collect', wayBack(door, of, visit))
  })

  async function answered(visit: V, { fields, file, done }: SentFile<File>): Promise<unknown> {
    if (Object.hasOwn(fields, of.faults.at)) throw new HttpFault(400, 'a form with a file has text in the box of the file')
    visit.request.body = { ...fields, ...(file === null ? {} : { [of.faults.at]: came }) }
    return page.act(visit, {
      form: of.form,
      async again(refused) {
        await done()
        return again(visit, refused)
      },
      act: (answers) => of.act(visit, answers, file).finally(done),
      leadsTo: (answer) => of.leadsTo?.(visit, answer),
    })
  }

  app.register(async (scope) => {
    await takesFile(scope, of.mostBytes)
    scope.post(
      of.at,
      { ...of.sends, onRequest: async (request, reply) => before(request, reply) },
      door.enter(async (visit) => {
        const sent = await of.take(visit.request).catch((error: unknown) => faultAt(of, error))
        if ('message' in sent) return again(visit, { ok: false, errors: [sent], values: {} })
        try {
          return await answered(visit, sent)
        } finally {
          await sent.done()
        }
      }),
    )
  })
}

const came = 'came'

/** The question for a form's file, answered by whether one came. `missing`: what to say where it has to. */
export function fileBox({
  missing,
  ...box
}: Pick<FieldProps, 'label' | 'hint'> & { readonly accept: string; readonly missing?: string }): Question<boolean> {
  return {
    boxes: (name) => [name],
    read(name, filled) {
      const isThere = filled[name] === came
      return isThere || missing === undefined ? { ok: true, value: isThere } : wrong(name, missing)
    },
    shown: () => ({}),
    render: ({ name, error }) => <FileUpload {...box} name={name} error={error} />,
  }
}
