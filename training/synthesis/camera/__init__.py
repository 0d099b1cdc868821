"""From light that falls into a phone's lens to the JPEG that it writes: lens, blur, sensor, ISP, coding."""
