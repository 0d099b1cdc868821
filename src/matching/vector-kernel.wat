;; Integer dot products of int8 rows with one int16 query, by SIMD. See vector-kernel.ts.
;; Assembled into vector-kernel-wasm.ts by `npx tsx scripts/vector-kernel/write.ts`.
;;
;; query: `dimension` int16, a multiple of 32. rows: `count` x `dimension` int8, one after the other. out: `count` int32.
;; |sum| <= 512 * 128 * 32767 < 2^31, so that up to 512 dimensions nothing overflows.
;;
;; One row at a time on purpose: four at once, with the query loaded once for all, is as fast from the cache, but takes twice the
;; time over 50 MB, because processors prefetch one stream far better than four.
(module
  (memory (export "memory") 1)
  (func (export "dotRows")
    (param $query i32) (param $row i32) (param $count i32) (param $out i32) (param $dimension i32)
    (local $at i32) (local $queryEnd i32) (local $outEnd i32)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    (if (i32.eqz (local.get $count)) (then (return)))
    (local.set $queryEnd (i32.add (local.get $query) (i32.shl (local.get $dimension) (i32.const 1))))
    (local.set $outEnd (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (loop $rows
      (local.set $sum0 (v128.const i32x4 0 0 0 0))
      (local.set $sum1 (v128.const i32x4 0 0 0 0))
      (local.set $sum2 (v128.const i32x4 0 0 0 0))
      (local.set $sum3 (v128.const i32x4 0 0 0 0))
      (local.set $at (local.get $query))
      (loop $columns ;; 32 at a time, in four sums that do not wait for each other
        (local.set $sum0 (i32x4.add (local.get $sum0)
          (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $row)) (v128.load (local.get $at)))))
        (local.set $sum1 (i32x4.add (local.get $sum1)
          (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $row)) (v128.load offset=16 (local.get $at)))))
        (local.set $sum2 (i32x4.add (local.get $sum2)
          (i32x4.dot_i16x8_s (v128.load8x8_s offset=16 (local.get $row)) (v128.load offset=32 (local.get $at)))))
        (local.set $sum3 (i32x4.add (local.get $sum3)
          (i32x4.dot_i16x8_s (v128.load8x8_s offset=24 (local.get $row)) (v128.load offset=48 (local.get $at)))))
        (local.set $row (i32.add (local.get $row) (i32.const 32)))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br_if $columns (i32.lt_u (local.get $at) (local.get $queryEnd))))
      (local.set $sum0 (i32x4.add
        (i32x4.add (local.get $sum0) (local.get $sum1))
        (i32x4.add (local.get $sum2) (local.get $sum3))))
      (i32.store (local.get $out) (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $sum0)) (i32x4.extract_lane 1 (local.get $sum0)))
        (i32.add (i32x4.extract_lane 2 (local.get $sum0)) (i32x4.extract_lane 3 (local.get $sum0)))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $rows (i32.lt_u (local.get $out) (local.get $outEnd))))))
