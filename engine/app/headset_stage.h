// HeadsetStage: the headset and the studio on its device: everything that is needed to show a frame
// to two eyes, and nothing of what is in it.
#pragma once

#include <memory>
#include <string>

#include "app/studio.h"
#include "xr/headset.h"

namespace shixun::app {

struct HeadsetStageDef {
  StudioDef studio;
  xr::HeadsetDef headset;
};

class HeadsetStage {
 public:
  // Fails when there is no runtime, no headset, no Vulkan device for it, or a model cannot be read.
  static Result<std::unique_ptr<HeadsetStage>> create(const HeadsetStageDef& def);

  xr::Headset& headset() { return *headset_; }
  Studio& studio() { return *studio_; }
  std::string deviceName() const;

  // Draws the world for both eyes and the panels (after their endFrame()) into the headset's
  // images.
  Status draw(const render::DrawList& list, const xr::Headset::Images& images);

 private:
  HeadsetStage() = default;

  // Destroyed in reverse: the headset's session before the device that it uses.
  std::unique_ptr<Studio> studio_;
  std::unique_ptr<xr::Headset> headset_;
};

}  // namespace shixun::app
