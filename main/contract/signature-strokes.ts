/** More than the longest name needs; enough for a hundred seconds at a point every 25 ms. Apart, so that the screen needs no parser. */
export const mostSignaturePoints = 4_000;
