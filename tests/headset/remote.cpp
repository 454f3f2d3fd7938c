#include "tests/headset/remote.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace shixun::test {

namespace {

// The packet's layout, version 3: see the comment at each member's size. Little endian.
constexpr size_t kPacketBytes = 376;
constexpr char kMagic[8] = {'m', 'n', 'd', 'r', 'm', 't', '3', 0};

class Packet {
 public:
  Packet() { put(kMagic, sizeof kMagic); }

  void number(double value) {
    const auto single = static_cast<float>(value);
    put(&single, sizeof single);
  }
  void flag(bool value) {
    const uint8_t byte = value ? 1 : 0;
    put(&byte, 1);
  }
  void pose(const Pose& p) {
    for (const double v : {p.rotation.x, p.rotation.y, p.rotation.z, p.rotation.w}) number(v);
    for (int i = 0; i < 3; ++i) number(p.position[i]);
  }
  void zeros(size_t count) { used_ += count; }
  bool full() const { return used_ == kPacketBytes; }
  const uint8_t* data() const { return bytes_.data(); }

 private:
  void put(const void* from, size_t count) {
    std::memcpy(bytes_.data() + used_, from, count);
    used_ += count;
  }
  std::array<uint8_t, kPacketBytes> bytes_ = {};
  size_t used_ = 0;
};

// From the trainer's grip frame to OpenXR's, in which the service takes controllers.
const Pose kGripFromOpenXr(Quat(std::sqrt(0.5), std::sqrt(0.5), 0, 0), Vec3(0));

void putHand(Packet& packet, const RemoteHand& hand) {
  packet.pose(hand.stageFromGrip * kGripFromOpenXr);
  packet.zeros(2 * 12);  // velocities: nothing is predicted
  packet.zeros(5 * 4);   // finger curls
  packet.number(hand.trigger);
  packet.number(hand.squeeze);
  packet.number(0);  // squeeze force
  packet.number(hand.stick.x);
  packet.number(hand.stick.y);
  packet.zeros(4 + 2 * 4);  // trackpad force, trackpad
  packet.flag(false);       // hand tracking active
  packet.flag(hand.active);
  packet.zeros(2);  // system click, touch
  packet.flag(hand.a);
  packet.flag(hand.a);
  packet.flag(hand.b);
  packet.flag(hand.b);
  packet.flag(hand.trigger > 0.9);
  packet.flag(hand.triggerTouched);
  packet.zeros(2);  // stick click, touch
  packet.flag(false);
  packet.zeros(3);  // padding
}

}  // namespace

Remote::~Remote() {
  if (socket_ >= 0) ::close(socket_);
}

std::string Remote::connect(int port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return std::string("the remote driver does not answer: ") + std::strerror(errno);
  }
  const int yes = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  // The service begins with two packets of its own.
  std::array<uint8_t, 2 * kPacketBytes> hello = {};
  for (size_t got = 0; got < hello.size();) {
    const ssize_t n = ::recv(socket_, hello.data() + got, hello.size() - got, 0);
    if (n <= 0) return "the remote driver says no hello";
    got += static_cast<size_t>(n);
  }
  return {};
}

bool Remote::send(const RemoteState& state) {
  Packet packet;
  packet.zeros(2 * 48);  // poses and angles of each eye: not given
  packet.pose(state.stageFromHead);
  packet.zeros(4);  // flags
  for (const RemoteHand& hand : state.hands) putHand(packet, hand);
  if (!packet.full()) return false;
  for (size_t sent = 0; sent < kPacketBytes;) {
    const ssize_t n = ::send(socket_, packet.data() + sent, kPacketBytes - sent, MSG_NOSIGNAL);
    if (n <= 0) return false;
    sent += static_cast<size_t>(n);
  }
  return true;
}

}  // namespace shixun::test
