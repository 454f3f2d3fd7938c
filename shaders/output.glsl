// From scene radiance to what the display gets: exposure, screen effects, tone curve, sRGB, dither.

// Keeps hue and lets everything below about 0.8 through nearly unchanged (labels and wire colours
// stay what they are), then rolls highlights off towards white. The shape follows the idea of the
// Khronos PBR neutral tone mapper (2024): compress the peak, then desaturate by how much was lost.
vec3 toneCurve(vec3 c) {
  const float start = 0.72;
  float peak = max(c.r, max(c.g, c.b));
  if (peak < start) return c;
  float room = 1.0 - start;
  float newPeak = 1.0 - room * room / (peak + room - start);
  c *= newPeak / peak;
  float white = 1.0 - 1.0 / (0.18 * (peak - newPeak) + 1.0);
  return mix(c, vec3(newPeak), white);
}

vec3 encodeSrgb(vec3 c) {
  return mix(1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, c * 12.92, lessThan(c, vec3(0.0031308)));
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
