// From scene radiance to what the display gets: exposure, screen effects, tone curve, sRGB, dither.

// Keeps hue and lets everything below about 0.8 through nearly unchanged (labels and wire colours
// stay what they are), then rolls highlights off towards white. The shape follows the idea of the
// Khronos PBR neutral tone mapper (2024): compress the peak, then desaturate by how much was lost.
vec3 toneCurve(vec3 c) {
  const float start = 0.72;
  const float room = 1.0 - start;
  float peak = max(max(c.r, max(c.g, c.b)), 1e-4);
  float over = max(peak - start, 0.0);
  // Equal to peak below `start`.
  float newPeak = min(peak, start) + over * room / (over + room);
  float white = 1.0 - 1.0 / (0.09 * (peak - newPeak) + 1.0);
  return mix(c * (newPeak / peak), vec3(newPeak), white);
}

// The sRGB curve as a sum of roots (Ian Taylor's fit, 2010; within 0.002), cheaper than a power.
vec3 encodeSrgb(vec3 c) {
  vec3 r1 = sqrt(c);
  vec3 r2 = sqrt(r1);
  vec3 r3 = sqrt(r2);
  vec3 curve = 0.662002687 * r1 + 0.684122060 * r2 - 0.323583601 * r3 - 0.0225411470 * c;
  return mix(curve, c * 12.92, lessThan(c, vec3(0.0031308)));
}

vec3 screenColour(vec3 radiance) {
  vec2 at = (gl_FragCoord.xy - frame.viewport.xy) * frame.viewport.zw - 0.5;
  float edge = 1.0 - frame.screen.x * smoothstep(0.25, 0.75, length(at));
  vec3 c = toneCurve(max(radiance * frame.screen.z, vec3(0.0)) * edge);
  c = mix(c, frame.flash.rgb, frame.flash.w);
  c *= 1.0 - frame.screen.y;
  if (kEncode == 1) c = encodeSrgb(min(c, vec3(1.0)));
  // Interleaved gradient noise (Jimenez 2014), one step of 8 bits wide: no bands on plain walls.
  float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
  return c + (noise - 0.5) / 255.0;
}
