import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyRoot, growingTree, inclusionProof, isIncluded, leafHash, provingTree, rootOf } from '#evidence/merkle.ts'

/** The reference leaves and tree heads of Certificate Transparency (RFC 6962, kept by RFC 9162). */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  leafHash(Buffer.from(hex, 'hex')),
)
const heads = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('the tree over evidence', () => {
  it('is the one of RFC 9162, for every size of the reference leaves', () => {
    expect(emptyRoot.toString('hex')).toBe(heads[0])
    expect(heads.map((_, size) => rootOf(leaves.slice(0, size)).toString('hex'))).toEqual(heads)
  })

  it('tells its root at any moment and goes on growing', () => {
    const tree = growingTree()
    const seen = [tree.root().toString('hex')]
    for (const leaf of leaves) {
      tree.add(leaf)
      seen.push(tree.root().toString('hex'))
    }
    expect(seen).toEqual(heads)
    expect(tree.size()).toBe(8)
  })

  it('proves that a row is in it as RFC 9162 does', () => {
    expect(inclusionProof(leaves, 5).map((hash) => hash.toString('hex'))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(() => inclusionProof(leaves, 8)).toThrow('the tree has no leaf `8`')
  })

  it('accepts the proof of every row, and of no other row, place, size or root', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, pick, other) => {
        const many = Array.from({ length: size }, (_, i) => leafHash(`row ${i}`))
        const index = pick % size
        const claim = { index, size, leaf: many[index] ?? emptyRoot, root: rootOf(many), proof: inclusionProof(many, index) }
        expect(isIncluded(claim)).toBe(true)
        const elsewhere = other % size
        if (elsewhere !== index) {
          expect(isIncluded({ ...claim, index: elsewhere })).toBe(false)
          expect(isIncluded({ ...claim, leaf: many[elsewhere] ?? emptyRoot })).toBe(false)
        }
        expect(isIncluded({ ...claim, index: size })).toBe(false)
        expect(isIncluded({ ...claim, root: leafHash('another root') })).toBe(false)
        expect(isIncluded({ ...claim, proof: [...claim.proof, emptyRoot] })).toBe(false)
        if (size > 1) expect(isIncluded({ ...claim, proof: claim.proof.slice(1) })).toBe(false)
      }),
    )
  })

  it('tells the way to any of its rows while it grows, as RFC 9162 does', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 70 }), (wanted) => {
        const many = wanted.map((_, i) => leafHash(`row ${i}`))
        const paths = wanted.map((): Buffer[] => [])
        const tree = provingTree()
        for (const [i, leaf] of many.entries()) tree.add(leaf, wanted[i] === true ? paths[i] : undefined)
        expect(tree.end()).toEqual(rootOf(many))
        expect(tree.size()).toBe(many.length)
        expect(paths).toEqual(wanted.map((isWanted, i) => (isWanted ? inclusionProof(many, i) : [])))
      }),
    )
    expect(provingTree().end()).toEqual(emptyRoot)
  })

  it('does not take a node for a row', () => {
    const [left, right] = [leafHash('a'), leafHash('b')]
    expect(leafHash(Buffer.concat([left, right])).equals(rootOf([left, right]))).toBe(false)
  })
})
