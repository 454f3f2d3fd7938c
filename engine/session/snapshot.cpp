#include "session/snapshot.h"

namespace shixun::session {

void fill(Snapshot& snapshot, const Session& session) {
  snapshot.model = &session.model();
  snapshot.state = session.state();
  for (size_t h = 0; h < 2; ++h) snapshot.handShape[h] = shapeOf(snapshot.state.hands[h]);
  snapshot.displays.resize(session.model().instruments.size());
  for (uint32_t i = 0; i < snapshot.displays.size(); ++i) {
    snapshot.displays[i] = session.plant().displayText(session.state(), i);
  }
}

HandShape shapeOf(const plant::HandState& hand) {
  if (hand.terminal >= 0) return HandShape::kPoint;
  return hand.item >= 0 || hand.control >= 0 ? HandShape::kGrip : HandShape::kOpen;
}

}  // namespace shixun::session
