// The package's own types stand beside its exports, where TypeScript does not look for them.
declare module "cephes" {
  export function hyp2f1(a: number, b: number, c: number, x: number): number;
  export function lgam(x: number): number;
  export function psi(x: number): number;
}
