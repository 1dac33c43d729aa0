/** In px, from the upper left corner of what is drawn. */
export interface Point {
  x: number;
  y: number;
}

/** Polygons, each its corners in turn; those that run the other way around are holes. */
export type Shape = readonly (readonly Point[])[];

// So many corners that none is seen.
const corners = 64;

export function circle({ x, y }: Point, radius: number): Shape {
  return [
    Array.from({ length: corners }, (_, corner) => {
      const angle = (2 * Math.PI * corner) / corners;
      return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    }),
  ];
}

/** What a pen of a width covers on its way around a circle. */
export function ring(center: Point, radius: number, width: number): Shape {
  const hole = circle(center, radius - width / 2).map((contour) => contour.toReversed());
  return [...circle(center, radius + width / 2), ...hole];
}

/** What a pen of a width covers on its way along points. */
export function stroke(points: readonly Point[], width: number): Shape {
  const sides = points.map((point, index) => {
    const { x: fromX, y: fromY } = points[index - 1] ?? point;
    const { x: toX, y: toY } = points[index + 1] ?? point;
    // Where it turns back there is no way from one neighbor to the other.
    const length = Math.sqrt((toX - fromX) ** 2 + (toY - fromY) ** 2) || 1;
    const half = width / 2 / length;
    const [across, down] = [(fromY - toY) * half, (toX - fromX) * half];
    return [
      { x: point.x + across, y: point.y + down },
      { x: point.x - across, y: point.y - down },
    ] as const;
  });
  return [[...sides.map(([side]) => side), ...sides.map(([, side]) => side).toReversed()]];
}

/** The points of a cubic Bézier curve from its start to its end. */
export function curve(start: Point, bend: Point, otherBend: Point, end: Point): Point[] {
  return Array.from({ length: corners + 1 }, (_, corner) => {
    const t = corner / corners;
    const s = 1 - t;
    const along = (axis: 'x' | 'y') =>
      s * s * s * start[axis] +
      3 * s * s * t * bend[axis] +
      3 * s * t * t * otherBend[axis] +
      t * t * t * end[axis];
    return { x: along('x'), y: along('y') };
  });
}
