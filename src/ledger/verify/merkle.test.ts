import { expect, test } from 'vitest'
import { Frontier, leafHash, split } from './merkle.ts'

// The eight leaves and roots every implementation of RFC 6962 is tried with, first published with Certificate Transparency.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
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

test('the tree has the known roots of RFC 6962 at every size', () => {
  const tree = new Frontier()
  const roots = [tree.root()]
  for (const leaf of LEAVES) {
    tree.append(leafHash(Buffer.from(leaf, 'hex')))
    roots.push(tree.root())
  }
  expect(roots.map((root) => Buffer.from(root).toString('hex'))).toEqual(ROOTS)
})

test('a text and its UTF-8 bytes are the same leaf', () => {
  expect(leafHash('Prüfstand №7')).toEqual(leafHash(Buffer.from('Prüfstand №7')))
})

test('a tree splits at the largest power of two below its size', () => {
  expect([2, 3, 4, 5, 8, 9, 2 ** 40 + 1].map(split)).toEqual([1, 2, 2, 4, 4, 8, 2 ** 40])
})
