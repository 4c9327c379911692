import { hash } from 'node:crypto'
import { Fault } from '#shared/fault.ts'

/** Merkle trees of RFC 9162, section 2.1, with SHA-256. Hashes are 32 bytes. */

/** Each mark is one byte, also as text in UTF-8. */
const leafMark = '\u0000'
const nodeMark = Buffer.from([0x01])

export const emptyRoot: Buffer = sha256(Buffer.alloc(0))

export function sha256(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer')
}

/** A text is hashed as its UTF-8. The mark keeps a leaf from being passed off as a node (RFC 9162, 2.1.1). */
export function leafHash(leaf: Buffer | string): Buffer {
  return typeof leaf === 'string' ? hash('sha256', leafMark + leaf, 'buffer') : sha256(Buffer.concat([Buffer.from(leafMark), leaf]))
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.concat([nodeMark, left, right]))
}

export type GrowingTree = {
  /** Adds the next leaf, by its hash. */
  readonly add: (leaf: Buffer) => void
  readonly size: () => number
  readonly root: () => Buffer
}

/** A tree that takes leaf after leaf and keeps only the roots of its full subtrees: one hash for each bit of its size. */
export function growingTree(): GrowingTree {
  const full: Buffer[] = []
  let size = 0
  return {
    add: (leaf) => {
      let hashed = leaf
      for (let left = size; left % 2 === 1; left = Math.floor(left / 2)) hashed = nodeHash(full.pop() ?? emptyRoot, hashed)
      full.push(hashed)
      size += 1
    },
    size: () => size,
    root: () => full.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), full.at(-1) ?? emptyRoot),
  }
}

export type ProvingTree = {
  /** Adds the next leaf, by its hash. `path`: an empty list, which will have the hashes that lead from this leaf to the root. */
  readonly add: (leaf: Buffer, path?: Buffer[]) => void
  readonly size: () => number
  /** The root. No leaf is added after it: the paths end there. */
  readonly end: () => Buffer
}

type Subtree = { readonly hash: Buffer; readonly paths: readonly Buffer[][] }

/** A growing tree that also tells the way to some of its leaves, without keeping the others. */
export function provingTree(): ProvingTree {
  const full: Subtree[] = []
  let size = 0
  return {
    add: (leaf, path) => {
      let grown: Subtree = { hash: leaf, paths: path === undefined ? [] : [path] }
      for (let left = size; left % 2 === 1; left = Math.floor(left / 2)) grown = joined(full.pop(), grown)
      full.push(grown)
      size += 1
    },
    size: () => size,
    end: () => {
      const whole = full.slice(0, -1).reduceRight((right, left) => joined(left, right), full.at(-1) ?? { hash: emptyRoot, paths: [] })
      return whole.hash
    },
  }
}

function joined(left: Subtree | undefined, right: Subtree): Subtree {
  if (left === undefined) return right
  for (const path of left.paths) path.push(right.hash)
  for (const path of right.paths) path.push(left.hash)
  return { hash: nodeHash(left.hash, right.hash), paths: [...left.paths, ...right.paths] }
}

export function rootOf(leaves: readonly Buffer[]): Buffer {
  const tree = growingTree()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}

/** The hashes that lead from leaf `index` (from 0) to the root, nearest first (RFC 9162, 2.1.3.1). */
export function inclusionProof(leaves: readonly Buffer[], index: number): readonly Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new Fault('no-such-leaf', `the tree has no leaf \`${index}\``)
  if (leaves.length === 1) return []
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split ? [...inclusionProof(left, index), rootOf(right)] : [...inclusionProof(right, index - split), rootOf(left)]
}

/** Whether `leaf` is number `index` of the `size` leaves under `root` (RFC 9162, 2.1.3.2). */
export function isIncluded(claim: { index: number; size: number; leaf: Buffer; root: Buffer; proof: readonly Buffer[] }): boolean {
  const { index, size, leaf, root, proof } = claim
  if (!Number.isInteger(index) || index < 0 || index >= size) return false
  let node = index
  let last = size - 1
  let hashed = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hashed = nodeHash(sibling, hashed)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      hashed = nodeHash(hashed, sibling)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && hashed.equals(root)
}
