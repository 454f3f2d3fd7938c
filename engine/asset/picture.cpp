#include "asset/picture.h"

#include <png.h>

#include <algorithm>
#include <cstdlib>

namespace shixun::asset {

Result<Picture> decodePng(std::string_view bytes, std::string_view name) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  const std::string file(name);
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
    return Status(StatusCode::kCorrupt,
                  file + ": not a readable PNG (" + image.message + "); save it as PNG again");
  }
  if (image.width == 0 || image.height == 0 || image.width > kLargestPictureSide ||
      image.height > kLargestPictureSide) {
    png_image_free(&image);
    return Status(StatusCode::kUnsupported, file + ": the picture is larger than " +
                                                std::to_string(kLargestPictureSide) +
                                                " pixels; scale it down");
  }
  image.format = PNG_FORMAT_RGBA;
  Picture picture;
  picture.width = image.width;
  picture.height = image.height;
  picture.rgba.resize(size_t{image.width} * image.height * 4);
  if (png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) == 0) {
    const std::string why = image.message;
    png_image_free(&image);
    return Status(StatusCode::kCorrupt,
                  file + ": the PNG is damaged (" + why + "); save it as PNG again");
  }
  return picture;
}

Result<std::string> encodePng(const Picture& picture, bool withAlpha) {
  const size_t pixels = size_t{picture.width} * picture.height;
  if (pixels == 0 || picture.rgba.size() != pixels * 4) {
    return Status(StatusCode::kInvalid, "a picture without pixels cannot be saved as PNG");
  }
  std::vector<uint8_t> rgb;
  if (!withAlpha) {
    rgb.resize(pixels * 3);
    for (size_t i = 0; i < pixels; ++i) std::copy_n(&picture.rgba[i * 4], 3, &rgb[i * 3]);
  }
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = picture.width;
  image.height = picture.height;
  image.format = withAlpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  const void* source = withAlpha ? picture.rgba.data() : rgb.data();
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, source, 0, nullptr) == 0) {
    return Status(StatusCode::kIo,
                  std::string("the picture cannot be made a PNG: ") + image.message);
  }
  bytes.resize(size);
  return bytes;
}

Result<PictureDifference> compare(const Picture& a, const Picture& b, uint32_t tolerance) {
  if (a.width != b.width || a.height != b.height) {
    return Status(StatusCode::kInvalid, "the pictures differ in size: " + std::to_string(a.width) +
                                            "x" + std::to_string(a.height) + " and " +
                                            std::to_string(b.width) + "x" +
                                            std::to_string(b.height));
  }
  PictureDifference d;
  d.image.width = a.width;
  d.image.height = a.height;
  d.image.rgba.assign(a.rgba.size(), 255);
  uint64_t sum = 0;
  for (size_t i = 0; i < a.rgba.size(); i += 4) {
    uint32_t worst = 0;
    for (size_t c = 0; c < 3; ++c) {
      const auto off = static_cast<uint32_t>(std::abs(int{a.rgba[i + c]} - int{b.rgba[i + c]}));
      sum += off;
      worst = std::max(worst, off);
    }
    d.worst = std::max(d.worst, worst);
    if (worst > tolerance) ++d.pixelsOver;
    const auto grey = static_cast<uint8_t>((a.rgba[i] + a.rgba[i + 1] + a.rgba[i + 2]) / 6);
    const auto red = static_cast<uint8_t>(std::min<uint32_t>(255, 100 + worst * 2));
    d.image.rgba[i] = worst > tolerance ? red : grey;
    d.image.rgba[i + 1] = worst > tolerance ? uint8_t{0} : grey;
    d.image.rgba[i + 2] = worst > tolerance ? uint8_t{0} : grey;
  }
  const auto channels = static_cast<double>(a.rgba.size() / 4 * 3);
  d.meanAbsolute = channels > 0 ? static_cast<double>(sum) / channels : 0;
  return d;
}

}  // namespace shixun::asset
