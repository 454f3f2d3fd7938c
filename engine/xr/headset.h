// Headset: an OpenXR session from the first call to the last - instance, device, session states,
// frames, swapchains, hands - behind one object without an OpenXR type in it. It knows nothing of
// the trainer.
//
// Order of calls: create; Renderer with factory() and then start(renderer); then over and over
// poll() and, while running(), beginFrame() ... endFrame(). Destroy it before the renderer.
//
// Frames: OpenXR 1.0, "Frame Synchronization" (wait, begin and end always come in threes, also when
// nothing is drawn). Session states: "Session Lifecycle". Single threaded.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/status.h"
#include "math/geometry.h"
#include "render/renderer.h"
#include "xr/hand_sample.h"

namespace shixun::xr {

struct HeadsetDef {
  std::string appName = "shixun";
  // What is used when the runtime offers it.
  bool handTracking = true;
  bool depth = true;       // steadier pictures when a frame comes late
  bool hiddenArea = true;  // what the lenses hide is not drawn
  // Hz, 0: as the runtime likes. The nearest rate that is offered is asked for.
  double refreshRate = 0;
  // Of the eyes' recommended size, each side: 0.25..2.
  double resolution = 1;
  // Of the picture that carries all panels, pixels; 0: no panels.
  uint32_t panelWidth = 0, panelHeight = 0;
};

// What a headset is and offers, once it is started.
struct HeadsetInfo {
  std::string runtime;  // "Monado(XRT) by Collabora et al 25.0.0"
  std::string system;   // name of the device
  uint32_t eyeWidth = 0, eyeHeight = 0;
  bool floor = false;  // the origin is on the floor (STAGE or LOCAL_FLOOR)
  bool handTracking = false;
  bool tellsWorn = false;     // it says when it is put on and taken off
  bool depth = false;         // it takes the pictures' depth, too
  std::vector<double> rates;  // Hz that can be chosen; empty: no choice
  double rate = 0;            // Hz, 0: not told
  // Of the free floor around the origin, along x and z, m; 0: not told.
  Vec2 bounds = Vec2(0);
};

// What the runtime told since the last poll, in order.
struct HeadsetNews {
  enum class Kind {
    kShown,      // the pictures are seen now
    kHidden,     // not seen: the headset is off, or another program is in front
    kFocused,    // hands and buttons are ours
    kUnfocused,  // the runtime's own menu has them
    kWorn,
    kTakenOff,
    kRecentred,   // poses may jump: the person asked the runtime for another origin
    kController,  // a hand has another device, or none; see HandSample::device
    kRate,        // another refresh rate
    kEnded,       // the runtime or the person ended the session
    kLost,        // the runtime or the device is gone; `text` says what happened
  };
  Kind kind;
  std::string text;
};

struct Eye {
  Pose stageFromEye;
  render::FieldOfView fov;  // rad
};

// One frame, from beginFrame() to endFrame().
struct HeadsetFrame {
  double displaySeconds = 0;  // when it will be seen, since the first frame
  double periodSeconds = 0;   // from one display of a picture to the next
  bool draw = false;          // false: nobody would see it
  bool headTracked = false;   // false: no usable head pose, the last one is repeated
  bool headMeasured = false;  // false: turned right, but the place is guessed
  Pose stageFromHead;
  std::array<Eye, 2> eyes;          // left, right
  std::array<HandSample, 2> hands;  // left, right
};

// A rectangle of the panels' picture that stands in the room.
struct Quad {
  Pose stageFromQuad;            // middle; reads along +x, faces +z
  double width = 1, height = 1;  // m
  uint32_t x = 0, y = 0, pixelWidth = 0, pixelHeight = 0;
};

class Headset {
 public:
  // Finds runtime and headset. The message of a failure says which of the two is missing and what
  // to do: kNotFound no runtime, kUnavailable no headset there now, kUnsupported it lacks
  // something.
  static Result<std::unique_ptr<Headset>> create(const HeadsetDef& def);
  ~Headset();
  Headset(const Headset&) = delete;
  Headset& operator=(const Headset&) = delete;

  // Makes the renderer's instance and device; lives as long as the Headset.
  render::DeviceFactory& factory();
  // Session, swapchains, actions. The renderer was made with factory() and has no Ui yet: the
  // panels' format is set on it.
  Status start(render::Renderer& renderer);
  const HeadsetInfo& info() const;

  // Reads what the runtime says and follows it. Valid until the next call.
  std::span<const HeadsetNews> poll();
  bool running() const;  // frames may be begun
  bool focused() const;  // hands and buttons are ours
  bool visible() const;
  bool gone() const;  // ended or lost: nothing more comes

  // Waits for the runtime, then reads head, eyes and hands for the moment of display. None: the
  // session is gone, see poll(). Otherwise endFrame() follows.
  std::optional<HeadsetFrame> beginFrame();
  // Images to draw into, given back by endFrame(). Only when HeadsetFrame::draw.
  struct Images {
    render::TargetId eyes = {};
    uint32_t eyesImage = 0, depthImage = 0;  // as render::FrameDef has them
    render::TargetId panels = {};            // invalid without panels
    uint32_t panelsImage = 0;
  };
  Result<Images> acquire();
  // What was drawn into the images of acquire(): `eyes` and the panels that stand in the room, far
  // ones first. Without acquire(), or when it or the drawing failed (drawn false), the frame is
  // empty.
  void endFrame(std::span<const Quad> quads, bool drawn = true);

  // What nobody sees of an eye's picture (render::View::hidden); empty when the runtime does not
  // say. Valid until the next beginFrame().
  const std::vector<Vec2>& hiddenArea(int eye) const;

  // Shakes a hand's controller; 0..1, seconds.
  void pulse(int hand, double strength, double seconds);
  // The runtime is asked to end the session; kEnded follows.
  void requestEnd();

 private:
  struct Impl;
  explicit Headset(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace shixun::xr
