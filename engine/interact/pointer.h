// Pointer: the mouse as a hand. One ray picks the nearest usable thing that an arm could reach from
// where the head is; two buttons and the wheel do everything a pair of hands can do.
//
//   on                        with              primary                     secondary
//   ------------------------  ----------------  --------------------------
//   -------------------------- handle, door, lever,      -                 drag: it follows; click:
//   a  click: previous position slide                                       two-position one
//   changes
//                                               over, others go to the next
//                             -                 wheel: next or previous position
//   button                    -                 held down as long as the
//                                               mouse button is
//   item at rest              a free hand       click: take it              click: take and wear it
//   item that hangs           a free hand       click: remove it
//   lock                      a cutter          click: cut it
//   point for an item         such an item      click: hang it
//   home of a held item       -                 click: put it back
//   terminal                  an instrument     click: place the chosen     press: touch it with
//   the
//                                               probe; again: lift it       finger until let go
//                             no instrument     -                           the same
//   conductor                 a clamp           click: close around it;
//                                               again: take it off
//   inspect point             -                 click: examine              click: examine
//   home of a worn item       a free hand       click: take it off
//   anything else             something to wear -                           click: wear it
//   anything solid            an item           -                           click: let it fall
//   there
//
// The help panel shows the same table; its text keys are "help.pointer.<row>".
#pragma once

#include "interact/buttons.h"
#include "interact/hands.h"

namespace shixun::interact {

class Pointer {
 public:
  Pointer(Scene& scene, Mechanisms& mechanisms, const Holding& holding, Loose& loose);
  void act(const Frame& frame);
  // What the pointer is over; `frame` supplies head and state.
  Hover pick(const Frame& frame) const;

 private:
  struct Drag {
    int32_t control = -1;
    Vec3 startDirection = Vec3(0, 0, -1);
    int ticks = 0;
    bool moved = false;     // beyond a click
    double angle = 0;       // amount last asked for
    double wantedFrom = 0;  // amount when the drag began
    Vec3 grip = Vec3(0);    // world, when the drag began
    Vec3 aside = Vec3(0);   // from the point under the pointer to the grip
  };

  void press(const Frame& frame, const Hover& over);
  void pressSecondary(const Frame& frame, const Hover& over);
  void clickItem(const Frame& frame, uint32_t item);
  void clickTerminal(const Frame& frame, uint32_t terminal);
  void clickConductor(const Frame& frame, uint32_t conductor);
  bool clickHome(const Frame& frame, const Hover& over);
  void beginDrag(const Frame& frame, const Hover& over);
  void drag(const Frame& frame);
  void endDrag(const Frame& frame);
  void turn(const Frame& frame, uint32_t control, int by, bool wrap);
  void letGoOfAll(const Frame& frame);
  Vec3 pointAt(uint32_t control, double amount) const;

  Scene& scene_;
  Mechanisms& mechanisms_;
  const Holding& holding_;
  Loose& loose_;
  bool primary_ = false, secondary_ = false;  // at the last tick
  Drag drag_;
  int32_t button_ = -1;  // control held down
  Hand buttonHand_ = Hand::kRight;
  bool touching_ = false;
  Hand touchHand_ = Hand::kRight;
  int32_t wearNext_ = -1;  // item taken to be worn as soon as it is in the hand
};

}  // namespace shixun::interact
