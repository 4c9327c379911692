// Run where no file may grow past a few mebibytes: puts one object that fits and one that does not, and says what came of each.
import { randomUUID } from 'node:crypto'
import { folderObjects } from '#store/vault/folder-objects.ts'

const objects = folderObjects(process.argv[2] ?? '')

async function put(name: string, mebibytes: number): Promise<string> {
  async function* pieces() {
    for (let count = 0; count < mebibytes * 16; count += 1) yield Buffer.alloc(65_536, count)
  }
  try {
    await objects.put(name, pieces())
    return 'stored'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
}

const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()] as const
const answers = [await put(first, 1), await put(second, 64), await put(third, 1)]
const names: readonly string[] = [first, second, third]
const there = (await Array.fromAsync(objects.list())).map(({ name }) => names.indexOf(name))
process.stdout.write(JSON.stringify({ answers, there: there.toSorted() }))
